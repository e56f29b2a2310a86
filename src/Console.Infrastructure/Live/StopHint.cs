namespace AgentConsole.Infrastructure.Live;

/// <summary>A stop switch in force; no agent means all of them.</summary>
public sealed record StopHint(Guid Order, string? Agent, string Reason);
