namespace AgentConsole.Infrastructure.Ledger;

/// <summary>What a verification found.</summary>
public abstract record LedgerVerdict
{
    private LedgerVerdict() { }

    /// <summary>Every entry follows the one before.</summary>
    /// <param name="Personal">Null for an export, which holds commitments and no values.</param>
    /// <param name="Head">Present where an export carries one: signed by a key that the chain itself holds.</param>
    public sealed record Whole(long Entries, string HeadHash, PersonalTally? Personal, SignedHead? Head) : LedgerVerdict;

    /// <summary>It breaks at this entry.</summary>
    public sealed record Broken(long Seq, string Why) : LedgerVerdict;

    /// <summary>It is no ledger that can be read.</summary>
    public sealed record Unreadable(string Why) : LedgerVerdict;
}
