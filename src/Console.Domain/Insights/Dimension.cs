namespace AgentConsole.Domain.Insights;

/// <summary>What figures may be split by.</summary>
public enum Dimension
{
    Agent,
    Environment,
    Workflow,
    Kind,
    Tool,
    Model,
    Rule,
    Outcome,
}
