using AgentConsole.Infrastructure.Insights;
using AgentConsole.Web.Shell.Kit;

namespace AgentConsole.Web.Insights;

/// <summary>What people decided over time, and how long it took.</summary>
internal static class ApprovalsChart
{
    private const double MillisecondsPerMinute = 60_000;

    public static ChartSpec Decided(InsightRange range, RollupFilter whose, IReadOnlyList<ApprovalRow> rows)
    {
        var link = RunsLink.ForTimes(whose);
        return new("Decided over time", "decisions", ChartShape.Stacks,
        [
            TimeChart.Series("approved", 1, range, rows, row => row.Key.At, bucket => bucket.Sum(row => row.Approved), link),
            TimeChart.Series("rejected", 4, range, rows, row => row.Key.At, bucket => bucket.Sum(row => row.Rejected), link),
            TimeChart.Series("sent back", 2, range, rows, row => row.Key.At, bucket => bucket.Sum(row => row.SentBack), link),
        ], range.Step);
    }

    public static ChartSpec Took(InsightRange range, RollupFilter whose, IReadOnlyList<ApprovalRow> rows)
    {
        var link = RunsLink.ForTimes(whose);
        return new("From proposal to decision", "minutes", ChartShape.Lines,
        [
            TimeChart.Series("half within", 1, range, rows, row => row.Key.At, bucket => bucket is [var row] ? row.MedianMs / MillisecondsPerMinute : null, link),
            TimeChart.Series("95 % within", 2, range, rows, row => row.Key.At, bucket => bucket is [var row] ? row.P95Ms / MillisecondsPerMinute : null, link),
        ], range.Step)
        {
            Places = 2,
        };
    }
}
