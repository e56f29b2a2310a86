using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain.Telemetry.GenAi;

namespace AgentConsole.Infrastructure.Telemetry.Otlp;

/// <summary>
/// The JSON spelling: names in lowerCamelCase, or as the .proto files have them; ids as hexadecimal digits; 64-bit numbers as texts or numbers;
/// enumerations as numbers or names. What is not known is passed over.
/// </summary>
internal static class JsonSpans
{
    private static readonly JsonReaderOptions Form = new() { MaxDepth = SpanLimits.JsonDepthMax };

    private delegate void MemberReader(ref Utf8JsonReader json, string name);

    private delegate void ValueReader(ref Utf8JsonReader json);

    public static void Read(ReadOnlySpan<byte> body, SpanCollector spans)
    {
        var reader = new Utf8JsonReader(body, Form);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new UndecodableException("The body must be a JSON object.");
        ReadObject(ref reader, (ref json, name) =>
        {
            if (name is "resourceSpans" or "resource_spans") ReadList(ref json, (ref one) => ReadResourceSpans(ref one, spans));
            else json.Skip();
        });
        if (reader.Read()) throw new UndecodableException("Something follows the JSON object.");
    }

    private static void ReadResourceSpans(ref Utf8JsonReader reader, SpanCollector spans)
    {
        var resource = new AttributeSet();
        ReadObject(ref reader, (ref json, name) =>
        {
            switch (name)
            {
                case "resource":
                    ReadObject(ref json, (ref inner, innerName) =>
                    {
                        if (innerName == "attributes") ReadAttributes(ref inner, resource, spans);
                        else inner.Skip();
                    });
                    break;
                case "scopeSpans" or "scope_spans":
                    ReadList(ref json, (ref one) => ReadScopeSpans(ref one, resource, spans));
                    break;
                default:
                    json.Skip();
                    break;
            }
        });
    }

    private static void ReadScopeSpans(ref Utf8JsonReader reader, AttributeSet resource, SpanCollector spans)
    {
        var scope = new AttributeSet();
        ReadObject(ref reader, (ref json, name) =>
        {
            switch (name)
            {
                case "scope":
                    ReadObject(ref json, (ref inner, innerName) =>
                    {
                        if (innerName == "name") scope.Set(SpanNames.Scope, new SpanValue.Text(TextIn(ref inner)));
                        else if (innerName == "version") scope.Set(SpanNames.ScopeVersion, new SpanValue.Text(TextIn(ref inner)));
                        else inner.Skip();
                    });
                    break;
                case "spans":
                    ReadList(ref json, (ref one) =>
                    {
                        var start = one.BytesConsumed;
                        var span = SpanIn(ref one, spans);
                        if (one.BytesConsumed - start > SpanLimits.SpanBytesMax) span.IsTooLarge = true;
                        spans.Add(span, resource, scope);
                    });
                    break;
                default:
                    json.Skip();
                    break;
            }
        });
    }

    private static SpanParts SpanIn(ref Utf8JsonReader reader, SpanCollector spans)
    {
        var span = new SpanParts();
        ReadObject(ref reader, (ref json, name) =>
        {
            switch (name)
            {
                case "traceId" or "trace_id":
                    span.TraceId = IdIn(ref json);
                    break;
                case "spanId" or "span_id":
                    span.SpanId = IdIn(ref json);
                    break;
                case "parentSpanId" or "parent_span_id":
                    span.ParentSpanId = IdIn(ref json);
                    break;
                case "name":
                    span.Name = TextIn(ref json);
                    break;
                case "kind":
                    span.Role = json.TokenType == JsonTokenType.String ? NamedValues.RoleOf(TextIn(ref json)) : NamedValues.RoleOf(WholeIn(ref json));
                    break;
                case "startTimeUnixNano" or "start_time_unix_nano":
                    span.StartNanos = NanosIn(ref json);
                    break;
                case "endTimeUnixNano" or "end_time_unix_nano":
                    span.EndNanos = NanosIn(ref json);
                    break;
                case "attributes":
                    ReadAttributes(ref json, span.Attributes, spans);
                    break;
                case "events":
                    ReadList(ref json, (ref one) => ReadEvent(ref one, span, spans));
                    break;
                case "status":
                    ReadStatus(ref json, span);
                    break;
                default:
                    json.Skip();
                    break;
            }
        });
        return span;
    }

    private static void ReadStatus(ref Utf8JsonReader reader, SpanParts span) => ReadObject(ref reader, (ref json, name) =>
    {
        if (name == "message") span.StatusMessage = TextIn(ref json);
        else if (name == "code") span.Status = json.TokenType == JsonTokenType.String ? NamedValues.StatusOf(TextIn(ref json)) : NamedValues.StatusOf(WholeIn(ref json));
        else json.Skip();
    });

    private static void ReadEvent(ref Utf8JsonReader reader, SpanParts span, SpanCollector spans)
    {
        var called = "";
        var attributes = new AttributeSet();
        ReadObject(ref reader, (ref json, name) =>
        {
            if (name == "name") called = TextIn(ref json);
            else if (name == "attributes") ReadAttributes(ref json, attributes, spans);
            else json.Skip();
        });
        Failures.Add(span, called, attributes);
    }

    private static void ReadAttributes(ref Utf8JsonReader reader, AttributeSet attributes, SpanCollector spans) =>
        ReadList(ref reader, (ref one) =>
        {
            var (name, value) = MemberIn(ref one, spans, SpanLimits.ValueDepthMax, isPlain: true);
            if (SpanNames.IsRead(name)) attributes.Set(name, value);
        });

    /// <param name="isPlain">It is one of a span's own attributes, of which only some are read.</param>
    private static (string Name, SpanValue? Value) MemberIn(ref Utf8JsonReader reader, SpanCollector spans, int depth, bool isPlain)
    {
        var key = "";
        SpanValue? value = null;
        ReadObject(ref reader, (ref json, name) =>
        {
            // Whoever writes the value first is read too; the name decides afterwards.
            if (name == "key") key = TextIn(ref json);
            else if (name == "value" && !(isPlain && key.Length > 0 && !SpanNames.IsRead(key))) value = ValueIn(ref json, spans, depth);
            else json.Skip();
        });
        return (key, value);
    }

    // Null for a value that says nothing, and for one that is too deep.
    private static SpanValue? ValueIn(ref Utf8JsonReader reader, SpanCollector spans, int depth)
    {
        if (depth == 0 || !spans.MayHold())
        {
            reader.Skip();
            return null;
        }

        SpanValue? value = null;
        ReadObject(ref reader, (ref json, name) =>
        {
            switch (name)
            {
                case "stringValue" or "string_value":
                    value = new SpanValue.Text(TextIn(ref json));
                    break;
                case "boolValue" or "bool_value":
                    value = json.TokenType is JsonTokenType.True or JsonTokenType.False ? new SpanValue.Flag(json.GetBoolean()) : throw Not("true or false");
                    break;
                case "intValue" or "int_value":
                    value = new SpanValue.Whole(WholeIn(ref json));
                    break;
                case "doubleValue" or "double_value":
                    value = new SpanValue.Real(RealIn(ref json));
                    break;
                case "arrayValue" or "array_value":
                    value = new SpanValue.Parts(PartsIn(ref json, spans, depth - 1));
                    break;
                case "kvlistValue" or "kvlist_value":
                    value = new SpanValue.Members(MembersIn(ref json, spans, depth - 1));
                    break;
                case "bytesValue" or "bytes_value":
                    value = new SpanValue.Octets(json.TokenType == JsonTokenType.String && json.TryGetBytesFromBase64(out var bytes) ? bytes : throw Not("base64"));
                    break;
                default:
                    json.Skip();
                    break;
            }
        });
        return value;
    }

    private static List<SpanValue> PartsIn(ref Utf8JsonReader reader, SpanCollector spans, int depth)
    {
        var parts = new List<SpanValue>();
        ReadObject(ref reader, (ref json, name) =>
        {
            if (name == "values")
                ReadList(ref json, (ref one) =>
                {
                    if (ValueIn(ref one, spans, depth) is { } part) parts.Add(part);
                });
            else json.Skip();
        });
        return parts;
    }

    private static List<KeyValuePair<string, SpanValue>> MembersIn(ref Utf8JsonReader reader, SpanCollector spans, int depth)
    {
        var members = new List<KeyValuePair<string, SpanValue>>();
        ReadObject(ref reader, (ref json, name) =>
        {
            if (name == "values")
                ReadList(ref json, (ref one) =>
                {
                    var (key, value) = MemberIn(ref one, spans, depth, isPlain: false);
                    if (value is not null) members.Add(new(key, value));
                });
            else json.Skip();
        });
        return members;
    }

    // The reader stands on the object's beginning, and afterwards on its end. A member that is null is as good as none.
    private static void ReadObject(ref Utf8JsonReader json, MemberReader member)
    {
        if (json.TokenType == JsonTokenType.Null) return;
        if (json.TokenType != JsonTokenType.StartObject) throw Not("an object");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            if (json.TokenType != JsonTokenType.Null) member(ref json, name);
        }
    }

    private static void ReadList(ref Utf8JsonReader json, ValueReader value)
    {
        if (json.TokenType != JsonTokenType.StartArray) throw Not("a list");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray) value(ref json);
    }

    private static string TextIn(ref Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.String ? json.GetString()!.Replace('\0', '\uFFFD') : throw Not("a text");

    private static string IdIn(ref Utf8JsonReader json) => TextIn(ref json) is { Length: <= 2 * SpanLimits.TraceIdBytes } id ? id.ToLowerInvariant() : "too long";

    private static long WholeIn(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.Number when json.TryGetInt64(out var number) => number,
        JsonTokenType.Number when json.TryGetDouble(out var number) && double.IsInteger(number) && Math.Abs(number) < 9e18 => (long)number,
        JsonTokenType.String when long.TryParse(json.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Not("a whole number"),
    };

    private static ulong NanosIn(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.Number when json.TryGetUInt64(out var number) => number,
        JsonTokenType.Number when json.TryGetDouble(out var number) && number is >= 0 and < 1.8e19 => (ulong)number,
        JsonTokenType.String when ulong.TryParse(json.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Not("a time in nanoseconds"),
    };

    private static double RealIn(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.Number when json.TryGetDouble(out var number) => number,
        JsonTokenType.String when double.TryParse(json.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Not("a number"),
    };

    private static UndecodableException Not(string expected) => new($"Something that must be {expected} is not.");
}
