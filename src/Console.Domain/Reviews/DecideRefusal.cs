namespace AgentConsole.Domain.Reviews;

/// <summary>Why a person may not decide this proposal, or not like this.</summary>
public enum DecideRefusal
{
    /// <summary>The caller lacks the role, or is not a person.</summary>
    RoleMissing,
    /// <summary>The caller registered the agent or holds one of its keys.</summary>
    OwnProposal,
    Expired,
    /// <summary>Withdrawn or frozen: there is nothing to decide now.</summary>
    NotPending,
    /// <summary>Many yes in a row without looking: the next counts after a pause.</summary>
    Braked,
    /// <summary>A stop switch or a changed manifest forbids what the approval would release.</summary>
    NotReleasable,
}
