namespace AgentConsole.Domain.Telemetry;

/// <summary>A time in which nothing happened, folded to a narrow strip.</summary>
public sealed record TimelineGap(double Left, double Width, TimeSpan Time);
