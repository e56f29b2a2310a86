namespace AgentConsole.Domain.Proposals;

/// <summary>Where a proposal stands in its one life.</summary>
public enum ProposalStatus
{
    /// <summary>Refused at the door by stop switch, manifest, policy or budget.</summary>
    Denied,
    /// <summary>Waits for a person.</summary>
    Pending,
    /// <summary>Approved, and still inside the time in which the approval can be undone.</summary>
    Holding,
    /// <summary>May run once, exactly as read.</summary>
    Released,
    /// <summary>Its grant was redeemed; no result is known yet.</summary>
    Running,
    Succeeded,
    Failed,
    /// <summary>It ran, and nobody can say how it ended.</summary>
    Unknown,
    Rejected,
    /// <summary>Returned to the agent with a note.</summary>
    SentBack,
    Expired,
    Withdrawn,
    /// <summary>Stopped while pending; keeps the time it had left.</summary>
    Frozen,
    /// <summary>Its approval was taken back before it ran.</summary>
    Revoked,
}
