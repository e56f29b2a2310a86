using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>Rehearse the stop switch: stops nothing.</summary>
public sealed record Drill(Caller Caller, StopTarget Target);
