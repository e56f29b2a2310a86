namespace AgentConsole.Domain.Agents;

/// <summary>Who answers for an agent at this moment.</summary>
public enum Coverage
{
    /// <summary>Nobody: it may only propose.</summary>
    Nobody,

    /// <summary>The deputy, since the account of the directly responsible individual is closed.</summary>
    Deputy,

    /// <summary>The directly responsible individual.</summary>
    Dri,
}
