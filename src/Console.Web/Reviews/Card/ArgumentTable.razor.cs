using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Reviews;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews.Card;

/// <summary>Every argument by its name; money, target and recipient, as the contract points to them, come first.</summary>
public sealed partial class ArgumentTable
{
    private const int RowsAtFirst = 24;

    private ArgumentList _list = ArgumentList.Empty;
    private string? _arguments;
    private bool _showsAll;

    [Parameter, EditorRequired] public ReviewSheet Sheet { get; set; } = null!;

    private string Cut => string.Create(CultureInfo.InvariantCulture,
        $"Shows {_list.Rows.Count:N0} of {_list.Total:N0} arguments; the digest is of the whole, and the raw arguments hold all.");

    // Without a circuit there is no button that could show the rest.
    private IReadOnlyList<ArgumentRow> Shown =>
        _showsAll || !RendererInfo.IsInteractive ? _list.Rows : [.. _list.Rows.Take(RowsAtFirst)];

    protected override void OnParametersSet()
    {
        if (_arguments == Sheet.Proposal.Arguments) return;
        _arguments = Sheet.Proposal.Arguments;
        using var arguments = JsonDocument.Parse(_arguments);
        _list = ArgumentList.Of(Sheet.Contract?.Pointers ?? ToolPointers.None, arguments.RootElement);
    }
}
