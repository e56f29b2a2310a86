using System.Buffers.Text;

namespace AgentConsole.Domain.Deliveries;

/// <summary>The key that signs webhooks, written <c>whsec_</c> and base64; it shows itself only when asked to.</summary>
public sealed class WebhookSecret
{
    public const string Prefix = "whsec_";
    private readonly byte[] _key;

    private WebhookSecret(byte[] key) => _key = key;

    internal ReadOnlySpan<byte> Key => _key;

    public static bool IsLengthAllowed(int bytes) =>
        bytes is >= DeliveriesLimits.SecretBytesMin and <= DeliveriesLimits.SecretBytesMax;

    public static WebhookSecret Of(ReadOnlySpan<byte> key) => IsLengthAllowed(key.Length)
        ? new(key.ToArray())
        : throw new ArgumentOutOfRangeException(nameof(key), key.Length, "A webhook secret has 24 to 64 bytes.");

    /// <summary>Reads the written form; anything else, a wrong length included, is no secret.</summary>
    public static WebhookSecret? Parse(string? text)
    {
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return null;

        // White space inside would decode too, and then two texts would be one secret.
        var encoded = text.AsSpan(Prefix.Length);
        if (encoded.ContainsAny(" \t\r\n") || !Base64.IsValid(encoded, out var length) || !IsLengthAllowed(length)) return null;
        return new(Convert.FromBase64String(encoded.ToString()));
    }

    /// <summary>The written form, for the one time it is shown and for sealing.</summary>
    public string Reveal() => Prefix + Convert.ToBase64String(_key);

    public override string ToString() => Prefix + "…";
}
