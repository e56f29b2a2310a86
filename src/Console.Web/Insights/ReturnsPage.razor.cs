using AgentConsole.Domain.Access;
using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Insights;

/// <summary>What each workflow comes to with agents, beside its baseline.</summary>
public sealed partial class ReturnsPage
{
    private static readonly Dimension[] Filters = [Dimension.Agent, Dimension.Environment, Dimension.Workflow];
    private IReadOnlyList<WorkflowReturn> _rows = [];
    private WorkflowReturn? _form;
    private bool _mayWrite;

    [Inject] public required ReturnsQuery Query { get; init; }

    protected override bool IsEmpty => _rows.Count == 0;

    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        _mayWrite = Reader?.May(Permission.WriteBaselines) ?? false;
        _rows = await Query.RowsAsync(Range, Shown.Whose, cancellation);
    }

    private async Task RecordedAsync()
    {
        _form = null;
        await RefreshAsync();
    }

    // The figure before, and the change, below the figure now.
    private static RenderFragment Beside(string? before, double? change) => builder =>
    {
        if (before is null) return;
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "secondary");
        builder.AddContent(2, $"was {before}{(change is null ? "" : ", " + InsightsWords.Change(change))}");
        builder.CloseElement();
    };
}
