using AgentConsole.Domain;
using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Web.Shell.Kit;

namespace AgentConsole.Web.Insights;

/// <summary>Spend over time by name: the dearest by themselves, all others as one.</summary>
internal static class SpendChart
{
    /// <param name="rows">What each name cost, the dearest first.</param>
    public static async Task<ChartSpec> ReadAsync(SpendQuery query, InsightRange range, RollupFilter whose, Dimension split, IReadOnlyList<SpendRow> rows, CancellationToken cancellation)
    {
        IReadOnlyList<string> names = [.. rows.Where(row => row.Sums.CostUsd > 0).Take(InsightsLimits.SeriesShownMax).Select(row => row.Key.Names[0]!)];
        return Of(range, whose, split, names, await query.RowsAsync(new(range, whose, [split], IsByTime: true, Named: names), cancellation));
    }

    public static ChartSpec Of(InsightRange range, RollupFilter whose, Dimension split, IReadOnlyList<string> names, IReadOnlyList<SpendRow> rows) =>
        new($"Spend by {WireName.Of(split)}", "USD", ChartShape.Stacks, TimeChart.ByName(
            names, "all others", name => InsightsWords.NameOf(name, split), range, rows.Where(row => row.Key.Names[0] is not null || row.Sums.CostUsd > 0).ToList(), row => row.Key,
            bucket => (double)bucket.Sum(row => row.Sums.CostUsd), name => RunsLink.ForTimes(RunsLink.Narrowed(whose, split, name), ("cost_min", "0.000000001"))), range.Step)
        {
            Places = 4,
        };
}
