using System.Security.Cryptography;

namespace AgentConsole.Domain.Ledger;

/// <summary>The chain's arithmetic: SHA-256 over the canonical bytes, which hold the hash before.</summary>
public static class HashChain
{
    /// <summary>What the first entry has for a previous hash: 32 zero bytes.</summary>
    public static byte[] Genesis => new byte[SHA256.HashSizeInBytes];

    /// <summary>The same entry with its hash: the only way a new entry gets one.</summary>
    public static LedgerEntry Seal(LedgerEntry entry)
    {
        entry.Hash = HashOf(entry);
        return entry;
    }

    /// <summary>An entry with the hash that somebody says it has, to be checked.</summary>
    public static LedgerEntry Claimed(LedgerEntry entry, byte[] hash)
    {
        entry.Hash = hash;
        return entry;
    }

    public static byte[] HashOf(LedgerEntry entry) => SHA256.HashData(CanonicalBytes.Of(entry));

    /// <summary>Why an entry does not follow the one before, or null where it does.</summary>
    public static string? FaultOf(LedgerEntry entry, long previousSeq, ReadOnlySpan<byte> previousHash)
    {
        if (entry.Seq != previousSeq + 1) return $"entry {previousSeq + 1} is missing";
        if (!previousHash.SequenceEqual(entry.PreviousHash)) return "it does not continue the entry before";
        if (entry.At.UtcTicks % TimeSpan.TicksPerMicrosecond != 0) return "its time is finer than what is hashed";
        return HashOf(entry).AsSpan().SequenceEqual(entry.Hash) ? null : "its content does not match its hash";
    }
}
