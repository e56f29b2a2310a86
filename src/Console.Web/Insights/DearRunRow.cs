using AgentConsole.Infrastructure.Telemetry;

namespace AgentConsole.Web.Insights;

/// <summary>A run, and what it may spend as caps are now; no cap where none is set.</summary>
public sealed record DearRunRow(RunFigures Run, long? CapNanos)
{
    /// <summary>How much of the cap it spent; null where there is none to compare with.</summary>
    public double? Share => CapNanos is > 0 and var cap ? (double)Run.CostNanos / cap : null;
}
