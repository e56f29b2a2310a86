namespace AgentConsole.Domain.Reviews.Permits;

/// <summary>Why calls like a proposal are not allowed for a while.</summary>
public enum PermitRefusal
{
    /// <summary>The caller is nobody who may decide on it.</summary>
    RoleMissing,
    /// <summary>The caller registered the agent or holds one of its keys.</summary>
    OwnProposal,
    /// <summary>It waits no longer.</summary>
    NotPending,
    /// <summary>What cannot be undone is looked at each time.</summary>
    Irreversible,
    HighRisk,
    /// <summary>Several people are asked, and one cannot speak for them.</summary>
    SeveralPeople,
    /// <summary>So many are in force for this agent and tool that nobody knows what is allowed.</summary>
    TooMany,
}
