using System.Buffers.Text;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Ledger;
using AgentConsole.Infrastructure.Access;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>Follows a chain entry by entry from where it was followed to, and gathers what the entries say of keys and of personal values.</summary>
internal sealed class ChainCheck(LedgerPosition from)
{
    private readonly Dictionary<string, (string? X, string? Y)> _headKeys = new(StringComparer.Ordinal);
    private long _kept;
    private long _erased;

    public LedgerPosition Position { get; private set; } = from;

    public PersonalTally Personal => new(_kept, _erased);

    public string HeadHash => Base64Url.EncodeToString(Position.Hash);

    public static ChainCheck FromTheFirst() => new(LedgerPosition.BeforeTheFirst);

    /// <summary>Null, and the check is one entry further, where it follows the one before.</summary>
    public LedgerVerdict.Broken? FaultOf(LedgerEntry entry)
    {
        if (HashChain.FaultOf(entry, Position.Seq, Position.Hash) is { } why) return new(Position.Seq + 1, why);
        Position = new(entry.Seq, entry.Hash);
        if (entry.Kind == SigningKeyCreated.EntryKind) NoteKey(entry);
        return null;
    }

    /// <summary>The same, and what lies beside it is what it committed to; what was erased is counted.</summary>
    public LedgerVerdict.Broken? FaultOf(LedgerEntry entry, IEnumerable<LedgerPersonalValue> beside)
    {
        if (FaultOf(entry) is { } broken) return broken;
        if (EntryPayload.Of(entry.Payload) is not { } payload) return new(entry.Seq, "its payload is not what a console writes");
        var kept = 0;
        foreach (var value in beside)
        {
            if (!payload.Commitments.TryGetValue(value.Name, out var commitment))
                return new(entry.Seq, $"a personal value \"{value.Name}\" lies beside it that it does not know");
            if (Commitment.Of(value.Salt, value.Value) != commitment)
                return new(entry.Seq, $"the personal value \"{value.Name}\" is not the one that it committed to");
            kept++;
        }

        _kept += kept;
        _erased += payload.Commitments.Count - kept;
        return null;
    }

    /// <summary>Why a head does not close this chain, or null where it does.</summary>
    public string? FaultOf(SignedHead head)
    {
        if (head.Seq != Position.Seq || head.Hash != HeadHash) return "the signed head does not match the last entry";
        if (!LedgerSigner.IsGenuine(head)) return "the head's signature is false";
        if (!_headKeys.TryGetValue(head.Kid, out var held)) return "the chain does not hold the key that signed the head";
        return held == (head.X, head.Y) ? null : "the key that signed the head is not the one that the chain holds";
    }

    private void NoteKey(LedgerEntry entry)
    {
        if (!entry.Subject.StartsWith(SigningKeyCreated.SubjectPrefix, StringComparison.Ordinal)) return;
        if (EntryPayload.Of(entry.Payload) is { } payload && payload.TextOf("purpose") == WireName.Of(SigningPurpose.LedgerHead))
            _headKeys.TryAdd(entry.Subject[SigningKeyCreated.SubjectPrefix.Length..], (payload.TextOf("x"), payload.TextOf("y")));
    }
}
