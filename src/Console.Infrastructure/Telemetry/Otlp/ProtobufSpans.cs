using AgentConsole.Domain.Telemetry.GenAi;

namespace AgentConsole.Infrastructure.Telemetry.Otlp;

/// <summary>
/// The protobuf spelling, by the field numbers of opentelemetry-proto. A known field of another type than it should have is passed over, as
/// generated readers do.
/// </summary>
internal static class ProtobufSpans
{
    public static void Read(ReadOnlySpan<byte> body, SpanCollector spans)
    {
        var reader = new WireReader(body);
        while (reader.Next(out var field, out var type))
            if ((field, type) is (1, WireType.Bytes)) ReadResourceSpans(reader.Bytes(), spans);
            else reader.Skip(type);
    }

    private static void ReadResourceSpans(ReadOnlySpan<byte> message, SpanCollector spans)
    {
        var resource = new AttributeSet();
        var reader = new WireReader(message);
        while (reader.Next(out var field, out var type))
            switch (field, type)
            {
                case (1, WireType.Bytes):
                    ReadAttributes(reader.Bytes(), 1, resource, spans);
                    break;
                case (2, WireType.Bytes):
                    ReadScopeSpans(reader.Bytes(), resource, spans);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
    }

    private static void ReadScopeSpans(ReadOnlySpan<byte> message, AttributeSet resource, SpanCollector spans)
    {
        var scope = new AttributeSet();
        var reader = new WireReader(message);
        while (reader.Next(out var field, out var type))
            switch (field, type)
            {
                case (1, WireType.Bytes):
                    ReadScope(reader.Bytes(), scope);
                    break;
                case (2, WireType.Bytes):
                    var span = reader.Bytes();
                    if (span.Length > SpanLimits.SpanBytesMax) spans.AddTooLarge();
                    else spans.Add(SpanIn(span, spans), resource, scope);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
    }

    private static void ReadScope(ReadOnlySpan<byte> message, AttributeSet scope)
    {
        var reader = new WireReader(message);
        while (reader.Next(out var field, out var type))
            switch (field, type)
            {
                case (1, WireType.Bytes):
                    scope.Set(SpanNames.Scope, new SpanValue.Text(reader.Text()));
                    break;
                case (2, WireType.Bytes):
                    scope.Set(SpanNames.ScopeVersion, new SpanValue.Text(reader.Text()));
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
    }

    private static SpanParts SpanIn(ReadOnlySpan<byte> message, SpanCollector spans)
    {
        var span = new SpanParts();
        var reader = new WireReader(message);
        while (reader.Next(out var field, out var type))
            switch (field, type)
            {
                case (1, WireType.Bytes):
                    span.TraceId = HexOf(reader.Bytes());
                    break;
                case (2, WireType.Bytes):
                    span.SpanId = HexOf(reader.Bytes());
                    break;
                case (4, WireType.Bytes):
                    span.ParentSpanId = HexOf(reader.Bytes());
                    break;
                case (5, WireType.Bytes):
                    span.Name = reader.Text();
                    break;
                case (6, WireType.Varint):
                    span.Role = NamedValues.RoleOf(unchecked((long)reader.Varint()));
                    break;
                case (7, WireType.Fixed64):
                    span.StartNanos = reader.Fixed64();
                    break;
                case (8, WireType.Fixed64):
                    span.EndNanos = reader.Fixed64();
                    break;
                case (9, WireType.Bytes):
                    ReadAttribute(reader.Bytes(), span.Attributes, spans);
                    break;
                case (11, WireType.Bytes):
                    ReadEvent(reader.Bytes(), span, spans);
                    break;
                case (15, WireType.Bytes):
                    ReadStatus(reader.Bytes(), span);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }

        return span;
    }

    // Longer ones are of no use and may be very long.
    private static string HexOf(ReadOnlySpan<byte> id) => id.Length <= SpanLimits.TraceIdBytes ? Convert.ToHexStringLower(id) : "too long";

    private static void ReadStatus(ReadOnlySpan<byte> message, SpanParts span)
    {
        var reader = new WireReader(message);
        while (reader.Next(out var field, out var type))
            switch (field, type)
            {
                case (2, WireType.Bytes):
                    span.StatusMessage = reader.Text();
                    break;
                case (3, WireType.Varint):
                    span.Status = NamedValues.StatusOf(unchecked((long)reader.Varint()));
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
    }

    private static void ReadEvent(ReadOnlySpan<byte> message, SpanParts span, SpanCollector spans)
    {
        var name = "";
        var attributes = new AttributeSet();
        var reader = new WireReader(message);
        while (reader.Next(out var field, out var type))
            switch (field, type)
            {
                case (2, WireType.Bytes):
                    name = reader.Text();
                    break;
                case (3, WireType.Bytes):
                    ReadAttribute(reader.Bytes(), attributes, spans);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }

        Failures.Add(span, name, attributes);
    }

    private static void ReadAttributes(ReadOnlySpan<byte> message, int attributesField, AttributeSet attributes, SpanCollector spans)
    {
        var reader = new WireReader(message);
        while (reader.Next(out var field, out var type))
            if (field == attributesField && type == WireType.Bytes) ReadAttribute(reader.Bytes(), attributes, spans);
            else reader.Skip(type);
    }

    private static void ReadAttribute(ReadOnlySpan<byte> message, AttributeSet attributes, SpanCollector spans)
    {
        var name = "";
        var value = ReadOnlySpan<byte>.Empty;
        var reader = new WireReader(message);
        while (reader.Next(out var field, out var type))
            switch (field, type)
            {
                case (1, WireType.Bytes):
                    name = NamedValues.AttributeOf(reader.Bytes());
                    break;
                case (2, WireType.Bytes):
                    value = reader.Bytes();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }

        if (SpanNames.IsRead(name)) attributes.Set(name, ValueIn(value, spans, SpanLimits.ValueDepthMax));
    }

    // Null for a value that says nothing, and for one that is too deep.
    private static SpanValue? ValueIn(ReadOnlySpan<byte> message, SpanCollector spans, int depth)
    {
        if (depth == 0 || !spans.MayHold()) return null;
        SpanValue? value = null;
        var reader = new WireReader(message);
        while (reader.Next(out var field, out var type))
            switch (field, type)
            {
                case (1, WireType.Bytes):
                    value = new SpanValue.Text(reader.Text());
                    break;
                case (2, WireType.Varint):
                    value = new SpanValue.Flag(reader.Varint() != 0);
                    break;
                case (3, WireType.Varint):
                    value = new SpanValue.Whole(unchecked((long)reader.Varint()));
                    break;
                case (4, WireType.Fixed64):
                    value = new SpanValue.Real(BitConverter.UInt64BitsToDouble(reader.Fixed64()));
                    break;
                case (5, WireType.Bytes):
                    value = new SpanValue.Parts(PartsIn(reader.Bytes(), spans, depth - 1));
                    break;
                case (6, WireType.Bytes):
                    value = new SpanValue.Members(MembersIn(reader.Bytes(), spans, depth - 1));
                    break;
                case (7, WireType.Bytes):
                    value = new SpanValue.Octets(reader.Bytes().ToArray());
                    break;
                default:
                    reader.Skip(type);
                    break;
            }

        return value;
    }

    private static List<SpanValue> PartsIn(ReadOnlySpan<byte> message, SpanCollector spans, int depth)
    {
        var parts = new List<SpanValue>();
        var reader = new WireReader(message);
        while (reader.Next(out var field, out var type))
            if ((field, type) is not (1, WireType.Bytes)) reader.Skip(type);
            else if (ValueIn(reader.Bytes(), spans, depth) is { } part) parts.Add(part);
        return parts;
    }

    private static List<KeyValuePair<string, SpanValue>> MembersIn(ReadOnlySpan<byte> message, SpanCollector spans, int depth)
    {
        var members = new List<KeyValuePair<string, SpanValue>>();
        var reader = new WireReader(message);
        while (reader.Next(out var field, out var type))
            if ((field, type) is (1, WireType.Bytes)) ReadMember(reader.Bytes(), members, spans, depth);
            else reader.Skip(type);
        return members;
    }

    private static void ReadMember(ReadOnlySpan<byte> message, List<KeyValuePair<string, SpanValue>> members, SpanCollector spans, int depth)
    {
        var name = "";
        SpanValue? value = null;
        var reader = new WireReader(message);
        while (reader.Next(out var field, out var type))
            switch (field, type)
            {
                case (1, WireType.Bytes):
                    name = reader.Text();
                    break;
                case (2, WireType.Bytes):
                    value = ValueIn(reader.Bytes(), spans, depth);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }

        if (value is not null) members.Add(new(name, value));
    }
}
