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

    /// <summary>One keyed hash of several texts in order.</summary>
    public byte[] DigestOf(params ReadOnlySpan<string?> texts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _repeats);
        Span<byte> length = stackalloc byte[4];
        foreach (var text in texts)
        {
            var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(length, text is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset()[..RunLimits.DigestBytes];
    }
}
