namespace AgentConsole.Domain.Telemetry;

/// <summary>An event by its place in the run, from one on, and by its id.</summary>
public sealed record StepRef(int Step, long Event);
