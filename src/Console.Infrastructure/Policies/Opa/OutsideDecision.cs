namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>A decision that an OPA logged with us: ours or anybody's. What was asked is known by its digest alone.</summary>
public sealed class OutsideDecision
{
    /// <summary>OPA's own name for it.</summary>
    public required string DecisionId { get; init; }
    /// <summary>When OPA decided, by its clock.</summary>
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    /// <summary>The OPA that decided, by the name it gives itself.</summary>
    public string? Instance { get; init; }
    /// <summary>The rule that was asked for; null for a free query.</summary>
    public string? Path { get; init; }
    public string? Bundle { get; init; }
    public string? Revision { get; init; }
    /// <summary>As the result says it, or true and false where it is only that; null where it is neither, or undefined.</summary>
    public string? Decision { get; init; }
    public string? Rule { get; init; }
    public string? Error { get; init; }
    /// <summary>SHA-256 over the input's canonical form; null where it was left out.</summary>
    public string? InputDigest { get; init; }
}
