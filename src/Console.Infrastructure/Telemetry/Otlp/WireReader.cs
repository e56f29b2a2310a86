using System.Buffers.Binary;
using System.Text;

namespace AgentConsole.Infrastructure.Telemetry.Otlp;

/// <summary>Reads the fields of one protobuf message, without copying; refuses what is cut short or not protobuf at all.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> message)
{
    private const int VarintBytesMax = 10;

    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The next field; false at the end of the message.</summary>
    public bool Next(out int field, out WireType type)
    {
        (field, type) = (0, default);
        if (_rest.IsEmpty) return false;
        var tag = Varint();
        if (tag > uint.MaxValue) throw new UndecodableException("A field's number is too large.");
        (field, type) = ((int)(tag >> 3), (WireType)(tag & 7));
        if (field == 0) throw new UndecodableException("A field has the number zero.");
        return true;
    }

    public ulong Varint()
    {
        var value = 0UL;
        for (var at = 0; at < VarintBytesMax; at++)
        {
            if (at >= _rest.Length) throw CutShort();
            value |= unchecked((ulong)(_rest[at] & 0x7F) << (7 * at));
            if (_rest[at] >= 0x80) continue;
            _rest = _rest[(at + 1)..];
            return value;
        }

        throw new UndecodableException("A number has no end.");
    }

    public ulong Fixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public ReadOnlySpan<byte> Bytes()
    {
        var length = Varint();
        return length <= (ulong)_rest.Length ? Take((int)length) : throw CutShort();
    }

    /// <summary>A text; bytes that are none become the replacement character, and so does U+0000, which PostgreSQL does not keep.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes()).Replace('\0', '\uFFFD');

    public void Skip(WireType type)
    {
        switch (type)
        {
            case WireType.Varint:
                Varint();
                break;
            case WireType.Fixed64:
                Take(8);
                break;
            case WireType.Bytes:
                Bytes();
                break;
            case WireType.Fixed32:
                Take(4);
                break;
            default:
                throw new UndecodableException("A field is of a type that the protocol does not use.");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length) throw CutShort();
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static UndecodableException CutShort() => new("The body is cut short.");
}
