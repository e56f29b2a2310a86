using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Runs;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>The keys of one run: one for the marks of values, one for telling repeats.</summary>
public sealed class RunSecret
{
    private readonly byte[] _repeats;

    private RunSecret(MarkKey marks, byte[] repeats) => (Marks, _repeats) = (marks, repeats);

    public MarkKey Marks { get; }

    /// <summary>The same for the same run, whichever node asks; nothing in it leads back to the secret or to another run.</summary>
    public static RunSecret Of(byte[] secret, string agent, string environment, string run)
    {
        // Names are given by others: each with its length, so that no two runs share their bytes.
        var about = Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{agent.Length}:{agent}{environment.Length}:{environment}{run.Length}:{run}"));
        var own = HKDF.Expand(HashAlgorithmName.SHA256, secret, 2 * RunLimits.MarkKeyBytes, about);
        return new(new MarkKey(own[..RunLimits.MarkKeyBytes]), own[RunLimits.MarkKeyBytes..]);
    }

    /// <summary>For whoever makes many digests: setting a hash up costs twice what hashing a short text does.</summary>
    /// <returns>The caller's to dispose.</returns>
    internal IncrementalHash NewHash() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _repeats);

    /// <summary>One keyed hash of several texts in order.</summary>
    public byte[] DigestOf(params ReadOnlySpan<string?> texts)
    {
        using var hash = NewHash();
        return DigestOf(hash, texts);
    }

    /// <param name="hash">Of this secret; nobody else may use it meanwhile, nor afterwards where this throws.</param>
    internal static byte[] DigestOf(IncrementalHash hash, ReadOnlySpan<string?> texts)
    {
        var size = 0;
        foreach (var text in texts) size += sizeof(int) + (text is null ? 0 : Encoding.UTF8.GetByteCount(text));
        // One call over one buffer: each costs more than hashing what is mostly short.
        var rented = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var at = 0;
            foreach (var text in texts)
            {
                var bytes = text is null ? -1 : Encoding.UTF8.GetBytes(text, rented.AsSpan(at + sizeof(int)));
                BinaryPrimitives.WriteInt32BigEndian(rented.AsSpan(at), bytes);
                at += sizeof(int) + Math.Max(0, bytes);
            }

            hash.AppendData(rented.AsSpan(0, at));
            return hash.GetHashAndReset()[..RunLimits.DigestBytes];
        }
        finally
        {
            // What was read is kept nowhere, and not in a buffer either.
            CryptographicOperations.ZeroMemory(rented.AsSpan(0, size));
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
