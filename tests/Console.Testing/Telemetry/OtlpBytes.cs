using System.Buffers.Binary;
using System.Text;

namespace AgentConsole.Testing.Telemetry;

/// <summary>Writes OpenTelemetry's protobuf messages by hand, well-formed or not.</summary>
public static class OtlpBytes
{
    /// <summary>Of one resource and one scope: an ExportTraceServiceRequest.</summary>
    public static byte[] Export(byte[] resource, byte[] scope, params byte[][] spans) =>
        Field(1, [.. Field(1, resource), .. Field(2, [.. Field(1, scope), .. spans.SelectMany(span => Field(2, span))])]);

    public static byte[] Span(string traceId, string spanId, ulong start, params byte[][] more) =>
        [.. Field(1, Convert.FromHexString(traceId)), .. Field(2, Convert.FromHexString(spanId)), .. Fixed64(7, start), .. more.SelectMany(one => one)];

    public static byte[] Attribute(int field, string name, byte[] value) => Field(field, [.. Text(1, name), .. Field(2, value)]);

    /// <summary>A text attribute of a span.</summary>
    public static byte[] Said(string name, string value) => Attribute(9, name, Text(1, value));

    /// <summary>A whole number as an attribute of a span.</summary>
    public static byte[] Said(string name, long value) => Attribute(9, name, Number(3, unchecked((ulong)value)));

    public static byte[] Text(int field, string value) => Field(field, Encoding.UTF8.GetBytes(value));

    public static byte[] Field(int field, byte[] value) => [.. Varint(((ulong)field << 3) | 2), .. Varint((ulong)value.Length), .. value];

    public static byte[] Number(int field, ulong value) => [.. Varint((ulong)field << 3), .. Varint(value)];

    public static byte[] Fixed64(int field, ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return [.. Varint(((ulong)field << 3) | 1), .. bytes];
    }

    public static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)((value & 0x7F) | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
