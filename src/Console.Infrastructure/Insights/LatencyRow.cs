namespace AgentConsole.Infrastructure.Insights;

/// <summary>How long things took in one group, read off the bands in which latencies are counted: a figure is at most a quarter too high.</summary>
public sealed record LatencyRow(DateTimeOffset? At, IReadOnlyList<string?> Keys, long Timed, double MedianMs, double P95Ms);
