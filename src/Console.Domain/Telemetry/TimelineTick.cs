namespace AgentConsole.Domain.Telemetry;

/// <summary>A time on the axis, counted from the run's beginning.</summary>
public sealed record TimelineTick(double Left, TimeSpan Since);
