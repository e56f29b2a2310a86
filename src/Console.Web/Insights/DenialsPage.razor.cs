using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Web.Shell.Kit;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Insights;

/// <summary>What the console refused, when, and by which rule.</summary>
public sealed partial class DenialsPage
{
    private const int RowsShown = 100;
    private static readonly Dimension[] Splits = [Dimension.Rule, Dimension.Agent, Dimension.Tool, Dimension.Workflow];
    private static readonly Dimension[] Filters = [Dimension.Agent, Dimension.Environment, Dimension.Tool, Dimension.Rule];
    private IReadOnlyList<DenialRow> _rows = [];
    private DenialRow _sum = new(new(null, []), 0, 0, 0, 0);
    private ChartSpec? _times;
    private ChartSpec? _ranking;

    [Inject] public required DenialsQuery Query { get; init; }

    protected override bool IsEmpty => _sum.Denied == 0;

    private Dimension Split => SplitOf(Splits);

    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        _rows = [.. (await Query.RowsAsync(new(Range, Shown.Whose, [Split]), cancellation)).OrderByDescending(row => row.Denied).Take(RowsShown)];
        var times = await Query.RowsAsync(new(Range, Shown.Whose, [], IsByTime: true), cancellation);
        _sum = new(new(null, []), times.Sum(row => row.Asked), times.Sum(row => row.ByPolicy), times.Sum(row => row.ByPeople), times.Sum(row => row.Otherwise));
        _times = DenialsChart.Of(Range, Shown.Whose, times);
        _ranking = DenialsChart.Ranking(Range, Shown.Whose, Split, _rows);
    }

    private string HrefOf(DenialRow row) => RunsLink.Of(Range, RunsLink.Narrowed(Shown.Whose, Split, row.Key.Names[0]), ("fault_domain", "controls"));
}
