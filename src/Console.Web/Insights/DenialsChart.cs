using AgentConsole.Domain;
using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Web.Shell.Kit;

namespace AgentConsole.Web.Insights;

/// <summary>Denials over time by who refused, and the names that were refused most.</summary>
internal static class DenialsChart
{
    private const int Ranks = 10;

    public static ChartSpec Of(InsightRange range, RollupFilter whose, IReadOnlyList<DenialRow> rows)
    {
        var link = RunsLink.ForTimes(whose, ("fault_domain", "controls"));
        return new("Refused over time", "proposals", ChartShape.Stacks,
        [
            TimeChart.Series("by policy", 4, range, rows, row => row.Key.At, bucket => bucket.Sum(row => row.ByPolicy), link),
            TimeChart.Series("by people", 2, range, rows, row => row.Key.At, bucket => bucket.Sum(row => row.ByPeople), link),
            TimeChart.Series("otherwise", 0, range, rows, row => row.Key.At, bucket => bucket.Sum(row => row.Otherwise), link),
        ], range.Step);
    }

    public static ChartSpec Ranking(InsightRange range, RollupFilter whose, Dimension split, IReadOnlyList<DenialRow> rows) =>
        new($"Refused most, by {WireName.Of(split)}", "proposals", ChartShape.Ranking,
            [new("refused", 4, [.. rows.Take(Ranks).Select(row => new ChartPoint(InsightsWords.NameOf(row.Key.Names[0], split), row.Denied,
                RunsLink.Of(range, RunsLink.Narrowed(whose, split, row.Key.Names[0]), ("fault_domain", "controls"))))])]);
}
