using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>The three kinds of line in an exported ledger.</summary>
internal static class ExportLine
{
    public static JsonSerializerOptions Form { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
    };

    public sealed record Header(string Format, long Entries);

    public sealed record Entry(long Seq, DateTimeOffset At, string Kind, string Actor, string Subject, string Payload, string PreviousHash, string Hash)
    {
        public static Entry Of(LedgerEntry entry) => new(entry.Seq, entry.At, entry.Kind, entry.Actor, entry.Subject, entry.Payload,
            Base64Url.EncodeToString(entry.PreviousHash), Base64Url.EncodeToString(entry.Hash));
    }

    public sealed record Tail(SignedHead Head);
}
