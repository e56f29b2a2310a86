using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AgentConsole.Domain.Access;

/// <summary>
/// How a bearer secret is spelled: <c>aca_</c> (agents) or <c>acp_</c> (people), twelve characters by which it is found
/// and which lists may show, then 256 random bits. Only the SHA-256 of the whole is kept.
/// </summary>
public static class BearerSecret
{
    private const string AgentMark = "aca_";
    private const string PersonMark = "acp_";
    private const string PrefixAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private static readonly SearchValues<char> PrefixSigns = SearchValues.Create(PrefixAlphabet);
    private const int MarkLength = 4;
    private const int TailLength = 43;
    private const int Length = MarkLength + AccessLimits.SecretPrefixLength + 1 + TailLength;

    /// <summary>How many random bytes the prefix is made from.</summary>
    public const int PrefixBytes = AccessLimits.SecretPrefixLength;

    public static ShownOnce Compose(BearerKind kind, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> secret)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(prefix.Length, PrefixBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, AccessLimits.SecretBytes);
        var text = new StringBuilder(kind == BearerKind.AgentKey ? AgentMark : PersonMark, Length);
        foreach (var random in prefix) text.Append(PrefixAlphabet[random % PrefixAlphabet.Length]);
        return new(text.Append('_').Append(Base64Url.EncodeToString(secret)).ToString());
    }

    /// <summary>Reads what was presented; false for anything that cannot be one of ours, before any database is asked.</summary>
    public static bool TryRead(ReadOnlySpan<char> presented, out BearerKind kind, out string prefix)
    {
        (kind, prefix) = (default, "");
        if (presented.Length != Length || presented[MarkLength + AccessLimits.SecretPrefixLength] != '_') return false;
        if (presented.StartsWith(AgentMark, StringComparison.Ordinal)) kind = BearerKind.AgentKey;
        else if (presented.StartsWith(PersonMark, StringComparison.Ordinal)) kind = BearerKind.AccessToken;
        else return false;

        var named = presented.Slice(MarkLength, AccessLimits.SecretPrefixLength);
        if (named.ContainsAnyExcept(PrefixSigns)) return false;
        prefix = named.ToString();
        return true;
    }

    public static string PrefixOf(ShownOnce secret) =>
        TryRead(secret.Reveal(), out _, out var prefix) ? prefix : throw new ArgumentException("Not a bearer secret.", nameof(secret));

    public static byte[] HashOf(string presented) => SHA256.HashData(Encoding.UTF8.GetBytes(presented));

    /// <summary>Compares in a time that tells nothing about where the difference is.</summary>
    public static bool Matches(string presented, ReadOnlySpan<byte> keptHash) =>
        CryptographicOperations.FixedTimeEquals(HashOf(presented), keptHash);
}
