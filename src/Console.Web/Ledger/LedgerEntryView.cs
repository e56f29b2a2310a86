using System.Buffers.Text;
using System.Text.Json;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Web.Ledger;

/// <summary>One entry on the wire; personal values are there as commitments only.</summary>
public sealed record LedgerEntryView(
    long Seq, DateTimeOffset At, string Kind, string Actor, string Subject, JsonElement Payload, string PreviousHash, string Hash)
{
    public static LedgerEntryView Of(LedgerEntry entry) => new(entry.Seq, entry.At, entry.Kind, entry.Actor, entry.Subject,
        JsonElement.Parse(entry.Payload), Base64Url.EncodeToString(entry.PreviousHash), Base64Url.EncodeToString(entry.Hash));
}
