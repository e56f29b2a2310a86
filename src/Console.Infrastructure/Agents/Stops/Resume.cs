using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>Lift a stop.</summary>
public sealed record Resume(Caller Caller, StopTarget Target, string Reason);
