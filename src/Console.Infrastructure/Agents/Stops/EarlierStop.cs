using AgentConsole.Domain.Agents;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>A stop that was lifted, as people read it.</summary>
public sealed record EarlierStop(StopScope Scope, string Name, string Reason, string By, DateTimeOffset At, string LiftedBy, string LiftReason, DateTimeOffset LiftedAt);
