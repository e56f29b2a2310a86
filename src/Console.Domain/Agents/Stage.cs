namespace AgentConsole.Domain.Agents;

/// <summary>How far an agent is trusted to act without a person, from least to most.</summary>
public enum Stage
{
    Propose,
    ReadOnly,
    StagingWrites,
    NarrowProductionWrites,
    Autonomous,
}
