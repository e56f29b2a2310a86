using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace AgentConsole.Infrastructure.Access;

/// <summary>What a P-256 key is known by wherever it is published: the thumbprint of RFC 7638, SHA-256 over its public half.</summary>
internal static class KeyThumbprint
{
    /// <param name="x">The first coordinate as a JSON Web Key has it: base64url, as is <paramref name="y"/>.</param>
    public static string Of(string x, string y) => Base64Url.EncodeToString(SHA256.HashData(
        JsonSerializer.SerializeToUtf8Bytes(new SortedDictionary<string, string>(StringComparer.Ordinal) { ["crv"] = "P-256", ["kty"] = "EC", ["x"] = x, ["y"] = y })));

    public static bool IsOne(string text) => Base64Url.IsValid(text, out var length) && length == SHA256.HashSizeInBytes;
}
