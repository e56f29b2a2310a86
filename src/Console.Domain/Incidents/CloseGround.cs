namespace AgentConsole.Domain.Incidents;

/// <summary>What was changed so that an incident does not happen again, or who answers for closing it without a change.</summary>
public sealed class CloseGround
{
    public required IncidentId IncidentId { get; init; }
    public required int Number { get; init; }
    public required GroundKind Kind { get; init; }
    /// <summary>The eval case's address or name, the policy set, or the name of whoever waives.</summary>
    public required string What { get; init; }
    /// <summary>For a policy set: which version.</summary>
    public int? PolicyVersion { get; init; }
    /// <summary>For a waiver: why.</summary>
    public string? Reason { get; init; }
    /// <summary>For a waiver: the last day on which it holds.</summary>
    public DateOnly? ExpiresOn { get; init; }
    /// <summary>As the ledger names callers.</summary>
    public required string GivenBy { get; init; }
    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>Whether an incident may be closed on it at this moment.</summary>
    public bool Holds(DateTimeOffset now) => Kind switch
    {
        GroundKind.EvalCase => What.Trim().Length > 0,
        GroundKind.PolicyVersion => What.Trim().Length > 0 && PolicyVersion > 0,
        GroundKind.Waiver => What.Trim().Length > 0 && Reason?.Trim().Length > 0 && ExpiresOn >= DateOnly.FromDateTime(now.UtcDateTime),
    };
}
