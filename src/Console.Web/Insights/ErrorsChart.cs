using AgentConsole.Domain;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Web.Shell.Kit;

namespace AgentConsole.Web.Insights;

/// <summary>What went wrong over time, by the layer that it went wrong in.</summary>
internal static class ErrorsChart
{
    public static ChartSpec Of(InsightRange range, RollupFilter whose, IReadOnlyList<RollupRow> rows) => new("What went wrong, by layer", "errors", ChartShape.Stacks,
    [
        .. Enum.GetValues<FaultDomain>().Select((domain, at) => TimeChart.Series(WireName.Of(domain).Replace('_', ' '), at + 1, range,
            rows.Where(row => FaultDomains.Of(WireName.Parse<TraceKind>(row.Keys[0]!), TraceOutcome.Error) == domain).ToList(), row => row.At, bucket => bucket.Sum(row => row.Sums.Events),
            RunsLink.ForTimes(whose, ("fault_domain", WireName.Of(domain))))).Where(series => series.Points.Any(point => point.Y > 0)),
    ], range.Step);
}
