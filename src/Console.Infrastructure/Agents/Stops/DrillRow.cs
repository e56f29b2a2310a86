using AgentConsole.Domain.Agents;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>A drill with the name of who had it.</summary>
public sealed record DrillRow(StopDrill Drill, string By);
