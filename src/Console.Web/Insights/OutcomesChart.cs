using AgentConsole.Domain;
using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Web.Shell.Kit;

namespace AgentConsole.Web.Insights;

/// <summary>The share of runs that succeed, over time.</summary>
internal static class OutcomesChart
{
    public static ChartSpec Of(InsightRange range, RollupFilter whose, Dimension split, IReadOnlyList<string> names, IReadOnlyList<OutcomeRow> rows) =>
        new($"Success by {WireName.Of(split)}", "% of ended runs", ChartShape.Lines, TimeChart.ByName(
            names, "all others", name => InsightsWords.NameOf(name, split), range, rows, row => row.Key,
            bucket => bucket.Sum(row => row.Ended) is > 0 and var ended ? 100.0 * bucket.Sum(row => row.Succeeded) / ended : null,
            name => RunsLink.ForTimes(RunsLink.Narrowed(whose, split, name))), range.Step)
        {
            Places = 1,
        };
}
