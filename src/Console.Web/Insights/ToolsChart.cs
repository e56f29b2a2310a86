using AgentConsole.Domain;
using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Web.Shell.Kit;

namespace AgentConsole.Web.Insights;

/// <summary>Calls of tools over time, and those that fail most.</summary>
internal static class ToolsChart
{
    private const int Ranks = 10;

    public static ChartSpec Of(InsightRange range, RollupFilter whose, IReadOnlyList<ToolHealthRow> rows) => new("Calls over time", "calls", ChartShape.Stacks,
    [
        TimeChart.Series("without an error", 1, range, rows, row => row.Key.At, bucket => bucket.Sum(row => row.Calls - row.Errors), RunsLink.ForTimes(whose)),
        TimeChart.Series("failed", 2, range, rows, row => row.Key.At, bucket => bucket.Sum(row => row.Errors), RunsLink.ForTimes(whose, ("fault_domain", "tools"))),
    ], range.Step);

    public static ChartSpec Ranking(InsightRange range, RollupFilter whose, Dimension split, IReadOnlyList<ToolHealthRow> rows) =>
        new($"Share that fails, by {WireName.Of(split)}", "% of calls", ChartShape.Ranking,
            [new("fails", 2, [.. rows.Where(row => row.Errors > 0).OrderByDescending(row => row.ErrorShare).Take(Ranks).Select(row => new ChartPoint(InsightsWords.NameOf(row.Key.Names[0], split), row.ErrorShare * 100,
                RunsLink.Of(range, RunsLink.Narrowed(whose, split, row.Key.Names[0]), ("fault_domain", "tools"))))])])
        {
            Places = 1,
        };
}
