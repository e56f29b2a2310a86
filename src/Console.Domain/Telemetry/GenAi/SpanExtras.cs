using System.Buffers;
using System.Text.Json;

namespace AgentConsole.Domain.Telemetry.GenAi;

/// <summary>What is kept of a span beside the known members: how the model was asked and by which library, never what was said.</summary>
internal static class SpanExtras
{
    /// <summary>A JSON object with short values under their own names.</summary>
    /// <param name="isCut">The call's arguments were too long to be kept.</param>
    public static JsonElement? Of(TraceSpan span, string name, bool isCut)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            if (span.Name.Length > 0 && span.Name != name) json.WriteString("span.name", Short(span.Name));
            if (span.Role is > SpanRole.Unspecified and <= SpanRole.Consumer) json.WriteString("span.kind", WireName.Of(span.Role));
            Write(json, span.Scope, [SpanNames.Scope, SpanNames.ScopeVersion]);
            Write(json, span.Attributes, SpanNames.Extras);
            Write(json, span.Resource, SpanNames.MadeExtras);
            if (isCut) json.WriteBoolean("agentconsole.arguments_left_out", true);
            json.WriteEndObject();
        }

        if (output.WrittenCount <= 2) return null;
        var reader = new Utf8JsonReader(output.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyDictionary<string, SpanValue> values, string[] names)
    {
        foreach (var name in names)
            if (values.TryGetValue(name, out var value) && Shortened(value) is { } kept)
            {
                json.WritePropertyName(name);
                kept.WriteTo(json);
            }
    }

    private static SpanValue? Shortened(SpanValue value) => value switch
    {
        SpanValue.Text text => new SpanValue.Text(Short(text.Value)),
        SpanValue.Parts parts => new SpanValue.Parts([.. parts.Values.Take(SpanLimits.ExtraPartsMax).Where(part => part is not (SpanValue.Parts or SpanValue.Members)).Select(Shortened).OfType<SpanValue>()]),
        SpanValue.Flag or SpanValue.Whole or SpanValue.Real => value,
        _ => null,
    };

    private static string Short(string text) => ShortText.Of(text, SpanLimits.ExtraTextLengthMax);
}
