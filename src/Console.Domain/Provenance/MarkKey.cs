using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AgentConsole.Domain.Provenance;

/// <summary>The secret that turns a piece of text into a mark: without it nobody can try out which texts a mark may stand for.</summary>
public sealed class MarkKey
{
    private const int KeyBytesMin = 16;
    private const int StackBytesMax = 512;

    private readonly byte[] _key;

    public MarkKey(byte[] key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, KeyBytesMin, nameof(key));
        _key = key;
    }

    /// <summary>The first eight bytes of HMAC-SHA256 over the kind of piece and the piece.</summary>
    internal ulong MarkOf(char kind, ReadOnlySpan<char> piece)
    {
        var bytesMax = 1 + Encoding.UTF8.GetMaxByteCount(piece.Length);
        var bytes = bytesMax <= StackBytesMax ? stackalloc byte[bytesMax] : new byte[bytesMax];
        bytes[0] = (byte)kind;
        var length = 1 + Encoding.UTF8.GetBytes(piece, bytes[1..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, bytes[..length], hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
