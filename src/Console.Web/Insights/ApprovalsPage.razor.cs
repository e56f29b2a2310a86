using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Insights;

/// <summary>The work of reviewers.</summary>
public sealed partial class ApprovalsPage
{
    private const int RowsShown = 100;
    private static readonly Dimension[] Splits = [Dimension.Agent, Dimension.Tool, Dimension.Workflow];
    private static readonly Dimension[] Filters = [Dimension.Agent, Dimension.Environment, Dimension.Tool];
    private IReadOnlyList<ApprovalRow> _rows = [];
    private IReadOnlyList<WaitingRow> _waiting = [];
    private ApprovalRow _sum = new(new(null, []), 0, 0, 0, null, null);
    private ChartSpec? _decided;
    private ChartSpec? _took;

    [Inject] public required ApprovalsQuery Query { get; init; }

    protected override IReadOnlyList<Topic> Besides => [Topic.Queue];

    protected override bool IsEmpty => _sum.Decided == 0 && _waiting.Count == 0;

    private Dimension Split => SplitOf(Splits);

    private string OldestWords => _waiting.Count == 0 ? "Nobody waits." : $"the oldest for {InsightsWords.Took((Now - _waiting.Min(row => row.OldestAt)).TotalMilliseconds)}";

    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        _rows = [.. (await Query.RowsAsync(new(Range, Shown.Whose, [Split]), cancellation)).OrderByDescending(row => row.Decided).Take(RowsShown)];
        _sum = await Query.RowsAsync(new(Range, Shown.Whose, []), cancellation) is [var sum, ..] ? sum : new(new(null, []), 0, 0, 0, null, null);
        _waiting = await Query.WaitingAsync(Shown.Whose, cancellation);
        var times = await Query.RowsAsync(new(Range, Shown.Whose, [], IsByTime: true), cancellation);
        _decided = ApprovalsChart.Decided(Range, Shown.Whose, times);
        _took = ApprovalsChart.Took(Range, Shown.Whose, times);
    }
}
