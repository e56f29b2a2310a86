namespace AgentConsole.Infrastructure.Reviews;

/// <summary>What came of asking for a proposal to read.</summary>
public abstract record ClaimOutcome
{
    public sealed record Held(DateTimeOffset Until) : ClaimOutcome;

    /// <summary>Somebody else is reading it.</summary>
    public sealed record Taken(string By, DateTimeOffset Until) : ClaimOutcome;

    /// <summary>To take it from somebody needs a word that the ledger can keep.</summary>
    public sealed record ReasonMissing : ClaimOutcome;

    public sealed record NotPending : ClaimOutcome;

    public sealed record NotFound : ClaimOutcome;

    public sealed record RoleMissing : ClaimOutcome;

    private ClaimOutcome() { }
}
