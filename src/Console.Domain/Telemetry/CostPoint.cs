namespace AgentConsole.Domain.Telemetry;

/// <summary>What had been spent by a moment.</summary>
public sealed record CostPoint(double Left, long Nanos);
