using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace AgentConsole.Domain.Telemetry.GenAi;

/// <summary>The value of an attribute, in the seven forms that OpenTelemetry knows.</summary>
public abstract record SpanValue
{
    private SpanValue() { }

    public sealed record Text(string Value) : SpanValue;

    public sealed record Flag(bool Value) : SpanValue;

    public sealed record Whole(long Value) : SpanValue;

    public sealed record Real(double Value) : SpanValue;

    public sealed record Parts(IReadOnlyList<SpanValue> Values) : SpanValue;

    public sealed record Members(IReadOnlyList<KeyValuePair<string, SpanValue>> Values) : SpanValue;

    public sealed record Octets(byte[] Value) : SpanValue;

    /// <summary>The value as a text; null for lists, objects and bytes, and for an empty text.</summary>
    public string? AsText() => this switch
    {
        Text { Value.Length: > 0 } text => text.Value,
        Whole whole => whole.Value.ToString(CultureInfo.InvariantCulture),
        Real real => real.Value.ToString(CultureInfo.InvariantCulture),
        Flag flag => flag.Value ? "true" : "false",
        _ => null,
    };

    /// <summary>The value as a whole number that is not negative, whatever it was spelled as; else null.</summary>
    public long? AsCount() => this switch
    {
        Whole { Value: >= 0 } whole => whole.Value,
        Real { Value: >= 0 and < 1e15 } real when double.IsInteger(real.Value) => (long)real.Value,
        Text text when long.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) => count,
        _ => null,
    };

    /// <summary>The value as an amount that is not negative; else null.</summary>
    public decimal? AsAmount() => this switch
    {
        Whole { Value: >= 0 } whole => whole.Value,
        Real { Value: >= 0 and < 1e15 } real => (decimal)real.Value,
        Text text when decimal.TryParse(text.Value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var amount) => amount,
        _ => null,
    };

    /// <summary>The value as JSON. A text that holds JSON is read as such; any other is a text.</summary>
    public JsonElement AsJson() => this is Text text ? SpanJson.Of(text.Value) : Written();

    internal void WriteTo(Utf8JsonWriter json)
    {
        switch (this)
        {
            case Text text:
                json.WriteStringValue(text.Value);
                break;
            case Flag flag:
                json.WriteBooleanValue(flag.Value);
                break;
            case Whole whole:
                json.WriteNumberValue(whole.Value);
                break;
            case Real real when double.IsFinite(real.Value):
                json.WriteNumberValue(real.Value);
                break;
            case Real real:
                json.WriteStringValue(real.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case Octets octets:
                json.WriteBase64StringValue(octets.Value);
                break;
            case Parts parts:
                json.WriteStartArray();
                foreach (var part in parts.Values) part.WriteTo(json);
                json.WriteEndArray();
                break;
            case Members members:
                json.WriteStartObject();
                var names = new HashSet<string>(StringComparer.Ordinal);
                foreach (var (name, value) in members.Values)
                {
                    if (!names.Add(name)) continue;
                    json.WritePropertyName(name);
                    value.WriteTo(json);
                }

                json.WriteEndObject();
                break;
        }
    }

    private JsonElement Written()
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output)) WriteTo(json);
        var reader = new Utf8JsonReader(output.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }
}
