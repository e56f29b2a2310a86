using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>Throw the stop switch.</summary>
public sealed record Stop(Caller Caller, StopTarget Target, string Reason);
