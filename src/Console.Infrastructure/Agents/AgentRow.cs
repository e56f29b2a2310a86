using AgentConsole.Domain.Agents;
using AgentConsole.Infrastructure.Agents.Stops;

namespace AgentConsole.Infrastructure.Agents;

/// <summary>An agent in a list, with what waits and the stop that reaches it.</summary>
public sealed record AgentRow(Agent Agent, int ToolCount, int Waiting, int UsableKeys, StopRow? Stop, Coverage Coverage)
{
    public string Name => Agent.Name;
}
