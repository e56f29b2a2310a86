using System.Buffers;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>A document in the one form in which it is kept: canonical JSON without its <c>kind</c>, which its table already says.</summary>
public sealed record WrittenDocument(JsonElement Value, string Text, string Hash)
{
    /// <summary>Null, with the fault, where the document has no single form or is too large.</summary>
    public static WrittenDocument? Of(JsonElement document, int bytesMax, out Fault? fault)
    {
        try
        {
            fault = null;
            var bytes = CanonicalJson.Bytes(document);
            if (bytes.Length > bytesMax) fault = new("", "too_large", $"A document has at most {bytesMax} bytes.");
            if (fault is not null) return null;

            using var canonical = JsonDocument.Parse(bytes);
            var kept = WithoutKind(canonical.RootElement, bytes);
            return new(JsonElement.Parse(kept), Encoding.UTF8.GetString(kept), Digest.OfBytes(kept));
        }
        catch (NotCanonicalException exception)
        {
            fault = new(exception.Pointer, "not_canonical", $"It cannot be kept: {exception.Message}.");
            return null;
        }
    }

    // The rest keeps its canonical spelling, since it is copied byte by byte.
    private static byte[] WithoutKind(JsonElement canonical, byte[] bytes)
    {
        if (canonical.ValueKind != JsonValueKind.Object || !canonical.TryGetProperty("kind", out _)) return bytes;
        var output = new ArrayBufferWriter<byte>(bytes.Length);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            foreach (var member in canonical.EnumerateObject().Where(member => member.Name != "kind"))
            {
                json.WritePropertyName(member.Name);
                json.WriteRawValue(member.Value.GetRawText(), skipInputValidation: true);
            }

            json.WriteEndObject();
        }

        using var rest = JsonDocument.Parse(output.WrittenMemory);
        return CanonicalJson.Bytes(rest.RootElement);
    }
}
