using AgentConsole.Infrastructure.Agents.Stops;

namespace AgentConsole.Web.Agents;

/// <summary>A stop in force, and the calls of which nobody has said since that they ended.</summary>
public sealed record StopInForce(StopRow Stop, IReadOnlyList<RunningCall> Unconfirmed);
