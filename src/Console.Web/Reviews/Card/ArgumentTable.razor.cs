using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Reviews.Card;

/// <summary>Every argument by its name; money, target and recipient, as the contract points to them, come first.</summary>
public sealed partial class ArgumentTable
{
    private const int RowsAtFirst = 24;

    private ArgumentList _list = ArgumentList.Empty;
    private Origins _origins = Origins.None;
    private string? _arguments;
    private bool _showsAll;

    [Parameter, EditorRequired] public ReviewSheet Sheet { get; set; } = null!;

    /// <summary>By the step of the run: the proposal whose result was read there.</summary>
    [Parameter] public IReadOnlyDictionary<int, ProposalId>? Sources { get; set; }

    private string Traced => Sheet.Proposal.Origins is null ? "Where these values came from was not traced."
        : !_origins.HasRequest ? "The run told neither a goal nor a message, so no value can be said to come from the request."
        : _origins.IsCut ? "The chip says where a value first appeared in this run; of what is not traced it says nothing."
        : "The chip says where a value first appeared in this run.";

    private string Cut => string.Create(CultureInfo.InvariantCulture,
        $"Shows {_list.Rows.Count:N0} of {_list.Total:N0} arguments; the digest is of the whole, and the raw arguments hold all.");

    // Without a circuit there is no button that could show the rest.
    private IReadOnlyList<ArgumentRow> Shown =>
        _showsAll || !RendererInfo.IsInteractive ? _list.Rows : [.. _list.Rows.Take(RowsAtFirst)];

    protected override void OnParametersSet()
    {
        _origins = OriginsText.Read(Sheet.Proposal.Origins);
        if (_arguments == Sheet.Proposal.Arguments) return;
        _arguments = Sheet.Proposal.Arguments;
        using var arguments = JsonDocument.Parse(_arguments);
        _list = ArgumentList.Of(Sheet.Contract?.Pointers ?? ToolPointers.None, arguments.RootElement);
    }

    // What was traced as a whole holds for each of its parts.
    private ArgumentOrigin? OriginOf(ArgumentRow row) => _origins.Arguments
        .Where(origin => row.Pointer == origin.Pointer || row.Pointer.StartsWith(origin.Pointer + "/", StringComparison.Ordinal))
        .MaxBy(origin => origin.Pointer.Length);

    // To the proposal whose result it was, otherwise to the step of the run.
    private string? HrefOf(ArgumentOrigin origin) => origin.Step is not { } step || Sheet.Proposal.RunId is not { } run ? null
        : Sources?.TryGetValue(step, out var source) == true ? Links.Proposal(source.ToString())
        : Links.RunStep(Sheet.Proposal.Agent, Sheet.Proposal.Environment, run, step);
}
