namespace AgentConsole.Infrastructure.Ledger;

/// <summary>What a verification found.</summary>
public abstract record LedgerVerdict
{
    /// <summary>Every entry follows the one before; <paramref name="Head"/> is present where an export carries one.</summary>
    public sealed record Whole(long Entries, string HeadHash, SignedHead? Head) : LedgerVerdict;

    /// <summary>The chain breaks at this entry.</summary>
    public sealed record Broken(long Seq, string Why) : LedgerVerdict;

    /// <summary>It is no ledger that can be read.</summary>
    public sealed record Unreadable(string Why) : LedgerVerdict;

    private LedgerVerdict() { }
}
