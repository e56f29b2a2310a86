namespace AgentConsole.Domain.Agents;

/// <summary>What a stop switch reaches.</summary>
public enum StopScope
{
    Agent,
    Tool,
    Everything,
}
