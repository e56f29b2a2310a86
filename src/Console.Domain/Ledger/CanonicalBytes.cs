using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace AgentConsole.Domain.Ledger;

/// <summary>
/// The bytes of an entry that are hashed: a version byte, then every field length-prefixed (32-bit big endian) in a fixed order.
/// Two different entries never share their bytes.
/// </summary>
public static class CanonicalBytes
{
    public const byte FormatVersion = 1;

    // The lenient one writes every lone surrogate as the same three bytes.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Of(LedgerEntry entry)
    {
        var output = new ArrayBufferWriter<byte>(512);
        output.Write([FormatVersion]);
        Append(output, entry.PreviousHash);
        AppendNumber(output, entry.Seq);
        AppendNumber(output, Microseconds(entry.At));
        AppendText(output, entry.Kind);
        AppendText(output, entry.Actor);
        AppendText(output, entry.Subject);
        AppendText(output, entry.Payload);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>What a commitment to a personal value is computed over: salt and value, each length-prefixed.</summary>
    public static byte[] OfCommitment(ReadOnlySpan<byte> salt, string value)
    {
        var output = new ArrayBufferWriter<byte>(128);
        output.Write([FormatVersion]);
        Append(output, salt);
        AppendText(output, value);
        return output.WrittenSpan.ToArray();
    }

    private static long Microseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static void AppendNumber(ArrayBufferWriter<byte> output, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        Append(output, bytes);
    }

    private static void AppendText(ArrayBufferWriter<byte> output, string text) => Append(output, StrictUtf8.GetBytes(text));

    private static void Append(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(sizeof(int)), bytes.Length);
        output.Advance(sizeof(int));
        output.Write(bytes);
    }
}
