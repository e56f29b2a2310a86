using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>
/// The three kinds of line in an exported ledger. What is read must be what would be written: a line that says anything else besides, says
/// something twice or says it in another form was not written by a console.
/// </summary>
internal static class ExportLine
{
    public static JsonSerializerOptions Form { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static string Write<T>(T line) => JsonSerializer.Serialize(line, Form);

    /// <summary>Null where the line is not one of these.</summary>
    public static T? Read<T>(string line) where T : class => Read<T>(line, read => read);

    /// <summary>Null where the line is no entry.</summary>
    public static LedgerEntry? ReadEntry(string line) => Read<Entry>(line, read => Entry.Of(read.Claimed()))?.Claimed();

    private static T? Read<T>(string line, Func<T, T> normalize) where T : class
    {
        try
        {
            var json = JsonSerializer.Deserialize<JsonElement>(line, Form);
            return json.Deserialize<T>(Form) is { } read && JsonElement.DeepEquals(json, JsonSerializer.SerializeToElement(normalize(read), Form)) ? read : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    public sealed record Header(string Format, long Entries);

    public sealed record Entry(long Seq, DateTimeOffset At, string Kind, string Actor, string Subject, string Payload, string PreviousHash, string Hash)
    {
        public static Entry Of(LedgerEntry entry) => new(entry.Seq, entry.At.ToUniversalTime(), entry.Kind, entry.Actor, entry.Subject, entry.Payload,
            Base64Url.EncodeToString(entry.PreviousHash), Base64Url.EncodeToString(entry.Hash));

        /// <summary>The entry with the hash that the line says it has.</summary>
        public LedgerEntry Claimed() => HashChain.Claimed(
            new LedgerEntry
            {
                Seq = Seq,
                At = At,
                Kind = Kind,
                Actor = Actor,
                Subject = Subject,
                Payload = Payload,
                PreviousHash = Base64Url.DecodeFromChars(PreviousHash),
            },
            Base64Url.DecodeFromChars(Hash));
    }

    public sealed record Tail(SignedHead Head);
}
