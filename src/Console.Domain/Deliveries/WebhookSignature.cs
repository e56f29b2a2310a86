using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AgentConsole.Domain.Deliveries;

/// <summary>Signs and checks webhooks as Standard Webhooks 1.0 says (v1, HMAC-SHA256).</summary>
public static class WebhookSignature
{
    private const string Version = "v1,";

    /// <summary>Signs for every secret given: during a rotation the new one comes first.</summary>
    public static WebhookHeaders Sign(string id, DateTimeOffset at, ReadOnlySpan<byte> body, IReadOnlyList<WebhookSecret> secrets)
    {
        // The id is the first field of a text joined by dots: with a dot in it, two messages could share their bytes.
        if (id.Length == 0 || id.Contains('.', StringComparison.Ordinal)) throw new ArgumentException("A webhook id has no dot.", nameof(id));
        if (secrets.Count == 0) throw new ArgumentException("Without a secret there is no signature.", nameof(secrets));

        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var content = Content(id, timestamp, body);
        return new(id, timestamp, string.Join(' ', secrets.Select(secret => Version + Convert.ToBase64String(Mac(secret, content)))));
    }

    /// <summary>Whether a message was signed with this secret and is neither stale nor from the future.</summary>
    public static bool Verify(WebhookSecret secret, WebhookHeaders headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (headers is not { Id.Length: > 0, Timestamp: { } timestamp, Signature: { } signatures }) return false;
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent)) return false;

        var seconds = now.ToUnixTimeSeconds();
        if (sent < seconds - DeliveriesLimits.SignatureToleranceSeconds || sent > seconds + DeliveriesLimits.SignatureToleranceSeconds)
            return false;

        var expected = Mac(secret, Content(headers.Id, timestamp, body));
        return signatures.Split(' ').Any(signature => IsSame(signature, expected));
    }

    private static bool IsSame(string signature, byte[] expected)
    {
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return signature.StartsWith(Version, StringComparison.Ordinal)
            && Convert.TryFromBase64Chars(signature.AsSpan(Version.Length), claimed, out var written)
            && CryptographicOperations.FixedTimeEquals(claimed[..written], expected);
    }

    private static byte[] Content(string id, string timestamp, ReadOnlySpan<byte> body) =>
        [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];

    private static byte[] Mac(WebhookSecret secret, byte[] content) => HMACSHA256.HashData(secret.Key, content);
}
