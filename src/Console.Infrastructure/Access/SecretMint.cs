using System.Buffers.Text;
using System.Security.Cryptography;
using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>The one place that draws secret randomness.</summary>
public sealed class SecretMint
{
    // A person types this once: no letter that reads like another.
    private const string ReadableAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int ReadableGroups = 5;
    private const int RecoveryGroups = 3;
    private const int ReadableGroupLength = 5;

#pragma warning disable RS0030 // The mint is where the ban on ambient randomness ends.
    public byte[] Bytes(int count) => RandomNumberGenerator.GetBytes(count);

    /// <summary>A password for somebody who has none yet: 25 characters, about 123 bits.</summary>
    public ShownOnce Password() => new(string.Join('-', Enumerable.Range(0, ReadableGroups)
        .Select(_ => RandomNumberGenerator.GetString(ReadableAlphabet, ReadableGroupLength))));

    /// <summary>Stands in once for a lost authenticator: 15 characters, about 74 bits.</summary>
    public ShownOnce RecoveryCode() => new(string.Join('-', Enumerable.Range(0, RecoveryGroups)
        .Select(_ => RandomNumberGenerator.GetString(ReadableAlphabet, ReadableGroupLength))));
#pragma warning restore RS0030

    public ShownOnce Bearer(BearerKind kind) =>
        BearerSecret.Compose(kind, Bytes(BearerSecret.PrefixBytes), Bytes(AccessLimits.SecretBytes));

    /// <summary>256 random bits in characters that a link may hold.</summary>
    public ShownOnce LinkCode() => new(Base64Url.EncodeToString(Bytes(AccessLimits.SecretBytes)));

    /// <summary>Changes whenever what was signed before must not count any more.</summary>
    public string Stamp() => Convert.ToHexStringLower(Bytes(20));

    public ECDsa SigningKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);
}
