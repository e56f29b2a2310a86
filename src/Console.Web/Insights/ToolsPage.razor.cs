using AgentConsole.Domain.Insights;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Tools.Guards;
using AgentConsole.Web.Shell.Kit;
using AgentConsole.Web.Tools.Guards;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Insights;

/// <summary>How tools do.</summary>
public sealed partial class ToolsPage
{
    private const int RowsShown = 100;
    private static readonly Dimension[] Splits = [Dimension.Tool, Dimension.Agent, Dimension.Workflow];
    private static readonly Dimension[] Filters = [Dimension.Tool, Dimension.Agent, Dimension.Environment];
    private IReadOnlyList<ToolHealthRow> _rows = [];
    private long _calls;
    private long _errors;
    private ChartSpec? _times;
    private ChartSpec? _ranking;
    private IReadOnlyDictionary<string, BreakerState> _notClosed = new Dictionary<string, BreakerState>();

    [Inject] public required ToolHealthQuery Query { get; init; }

    [Inject] public required GuardQuery Guards { get; init; }

    protected override bool IsEmpty => _calls == 0;

    private Dimension Split => SplitOf(Splits);

    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        var rows = await Query.RowsAsync(new(Range, Shown.Whose, [Split]), cancellation);
        (_calls, _errors) = (rows.Sum(row => row.Calls), rows.Sum(row => row.Errors));
        _rows = [.. rows.OrderByDescending(row => row.Errors).ThenByDescending(row => row.Calls).Take(RowsShown)];
        _times = ToolsChart.Of(Range, Shown.Whose, await Query.RowsAsync(new(Range, Shown.Whose, [], IsByTime: true), cancellation));
        _notClosed = await Guards.NotClosedAsync(cancellation);
        _ranking = ToolsChart.Ranking(Range, Shown.Whose, Split, rows);
    }

    private string? BreakerOf(ToolHealthRow row) => Split == Dimension.Tool && row.Key.Names[0] is { } tool && _notClosed.TryGetValue(tool, out var state) ? GuardWords.State(state) : null;

    private string HrefOf(ToolHealthRow row) => RunsLink.Of(Range, RunsLink.Narrowed(Shown.Whose, Split, row.Key.Names[0]), row.Errors > 0 ? ("fault_domain", "tools") : ("fault_domain", null));
}
