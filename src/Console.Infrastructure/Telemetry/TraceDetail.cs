using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>
/// Writes what is kept of an event besides its columns: arguments as the tool's contract lets them be kept, what was retrieved, and
/// members that the console does not know. A value that may not be kept stands as its keyed hash, so that equal values still match.
/// </summary>
internal sealed class TraceDetail(TraceSecret secret)
{
    private const string Everything = "*";
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Null where there is nothing to keep.</summary>
    /// <param name="contract">Null: nobody has said what the arguments hold, so that none of their values is kept.</param>
    public string? Of(TraceDraft draft, ToolContract? contract)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output, Form))
        {
            json.WriteStartObject();
            if (draft.Arguments is { } arguments) WriteArguments(json, arguments, contract);
            WriteTarget(json, draft, contract);
            if (draft.Result is { } result && IsMore(result)) json.WriteString("result_hash", secret.TokenOf(result.GetRawText()));
            WriteRetrieval(json, draft);
            WriteMore(json, draft);
            json.WriteEndObject();
        }

        if (output.WrittenCount <= 2) return null;
        if (output.WrittenCount <= TelemetryLimits.DetailLengthMax) return TextOf(output.WrittenSpan);
        return Shortened(draft, contract);
    }

    // What is too long to keep whole is kept as far as its arguments, and those as hashes where they are too long too.
    private string Shortened(TraceDraft draft, ToolContract? contract)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output, Form))
        {
            json.WriteStartObject();
            json.WriteBoolean("is_cut", true);
            if (draft.Arguments is { } arguments && arguments.GetRawText().Length * 2 < TelemetryLimits.DetailLengthMax) WriteArguments(json, arguments, contract);
            WriteTarget(json, draft, contract);
            WriteRetrieval(json, draft);
            json.WriteEndObject();
        }

        return output.WrittenCount <= TelemetryLimits.DetailLengthMax ? TextOf(output.WrittenSpan) : """{"is_cut":true}""";
    }

    private void WriteArguments(Utf8JsonWriter json, JsonElement arguments, ToolContract? contract)
    {
        json.WritePropertyName("args");
        if (contract is null) WriteValue(json, arguments, [], depth: 0, isHidden: true);
        else if (contract.Redact.Count == 0) WriteValue(json, arguments, [], depth: 0, isHidden: false);
        else WriteValue(json, arguments, [.. contract.Redact.Select(JsonPointer.TokensOf).OfType<IReadOnlyList<string>>(), .. Undescribed(arguments, contract)], depth: 0, isHidden: arguments.ValueKind != JsonValueKind.Object);
    }

    // Where a contract hides something, arguments may come in a wrapper that its pointers do not know: what it does not describe is hidden too.
    private static IEnumerable<IReadOnlyList<string>> Undescribed(JsonElement arguments, ToolContract contract)
    {
        if (arguments.ValueKind != JsonValueKind.Object) yield break;
        // Of a schema that says it elsewhere, such as behind a reference, nothing counts as described.
        var isDescribing = contract.InputSchema.TryGetProperty("properties", out var described) && described.ValueKind == JsonValueKind.Object;
        foreach (var member in arguments.EnumerateObject())
            if (!isDescribing || !described.TryGetProperty(member.Name, out _)) yield return [member.Name];
    }

    /// <param name="paths">What is hidden below this value, as the rest of each path.</param>
    private void WriteValue(Utf8JsonWriter json, JsonElement value, IReadOnlyList<IReadOnlyList<string>> paths, int depth, bool isHidden)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(TraceText.Of(member.Name, TelemetryLimits.NameLengthMax));
                    Descend(json, member.Value, member.Name, paths, depth, isHidden);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var (at, entry) in value.EnumerateArray().Index())
                    Descend(json, entry, at.ToString(System.Globalization.CultureInfo.InvariantCulture), paths, depth, isHidden);
                json.WriteEndArray();
                break;
            default:
                if (isHidden && value.ValueKind != JsonValueKind.Null) json.WriteStringValue(secret.TokenOf(value));
                else value.WriteTo(json);
                break;
        }
    }

    private void Descend(Utf8JsonWriter json, JsonElement value, string token, IReadOnlyList<IReadOnlyList<string>> paths, int depth, bool isHidden)
    {
        if (isHidden)
        {
            WriteValue(json, value, paths, depth + 1, isHidden: true);
            return;
        }

        var below = paths.Where(path => path.Count > depth && (path[depth] == Everything || path[depth] == token)).ToList();
        WriteValue(json, value, below, depth + 1, below.Exists(path => path.Count == depth + 1));
    }

    // What was called on what is read at a glance; where the contract hides the target, it is not told.
    private static void WriteTarget(Utf8JsonWriter json, TraceDraft draft, ToolContract? contract)
    {
        if (draft.Arguments is not { } arguments || contract?.Pointers.Target is not { } pointer || contract.Redacts(pointer)) return;
        if (JsonPointer.Find(arguments, pointer) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } target) json.WriteString("target", TraceText.Of(target.ToString(), TelemetryLimits.NameLengthMax));
    }

    private static void WriteRetrieval(Utf8JsonWriter json, TraceDraft draft)
    {
        if (draft.RetrievalIndex is null && draft.DocumentIds.Count == 0) return;
        json.WriteStartObject("retrieval");
        if (draft.RetrievalIndex is { } index) json.WriteString("index", index);
        json.WriteStartArray("doc_ids");
        foreach (var id in draft.DocumentIds) json.WriteStringValue(id);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMore(Utf8JsonWriter json, TraceDraft draft)
    {
        if (draft.More is not { ValueKind: JsonValueKind.Object } more) return;
        var isOpen = false;
        foreach (var member in more.EnumerateObject())
        {
            if (draft.Told.Contains(member.Name)) continue;
            if (!isOpen) json.WriteStartObject("more");
            isOpen = true;
            json.WritePropertyName(TraceText.Of(member.Name, TelemetryLimits.NameLengthMax));
            member.Value.WriteTo(json);
        }

        if (isOpen) json.WriteEndObject();
    }

    // How it ended is told elsewhere.
    private static bool IsMore(JsonElement result) =>
        result.ValueKind != JsonValueKind.Object || result.EnumerateObject().Any(member => member.Name is not ("status" or "error"));

    // PostgreSQL keeps no text with one.
    private static string TextOf(ReadOnlySpan<byte> json) => Encoding.UTF8.GetString(json).Replace("\\u0000", "\\ufffd", StringComparison.Ordinal);
}
