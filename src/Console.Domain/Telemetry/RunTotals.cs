namespace AgentConsole.Domain.Telemetry;

/// <summary>What is counted of a whole run, however many of its events are read.</summary>
public sealed record RunTotals(
    DateTimeOffset StartedAt, DateTimeOffset LastAt, long ModelCalls, long ToolCalls, long Errors, long Denials, long CostNanos, long Unpriced, long WaitedMs);
