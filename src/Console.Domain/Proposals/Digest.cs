using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace AgentConsole.Domain.Proposals;

/// <summary>SHA-256 in the product's spelling, <c>sha-256:</c> and base64url without padding.</summary>
public static class Digest
{
    private const string Prefix = "sha-256:";

    /// <summary>The digest of a value's canonical form (RFC 8785): what a decision and a grant are bound to.</summary>
    /// <exception cref="NotCanonicalException">The value has no single form.</exception>
    public static string Of(JsonElement value) => OfBytes(CanonicalJson.Bytes(value));

    public static string OfBytes(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Prefix + Base64Url.EncodeToString(hash);
    }
}
