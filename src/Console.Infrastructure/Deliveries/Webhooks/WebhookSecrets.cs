using System.Text;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Access;
using Microsoft.AspNetCore.DataProtection;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>Mints webhook secrets, seals them for the table, and opens them to sign.</summary>
public sealed class WebhookSecrets(SecretMint mint, IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("AgentConsole.Deliveries.WebhookSecret");

    /// <summary>
    /// A new secret, to be shown once, and the same as it is kept. Sealing may make the framework renew its keys, which writes:
    /// never while the writer holds the database.
    /// </summary>
    public (WebhookSecret Shown, byte[] Kept) New()
    {
        var secret = WebhookSecret.Of(mint.Bytes(DeliveriesLimits.SecretBytes));
        return (secret, _protector.Protect(Encoding.UTF8.GetBytes(secret.Reveal())));
    }

    /// <summary>An address that is a secret itself, as it is kept; like <see cref="New"/> never while the writer holds the database.</summary>
    public byte[] Seal(string url) => _protector.Protect(Encoding.UTF8.GetBytes(url));

    /// <summary>Where its messages go.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys that sealed it are gone.</exception>
    public string AddressOf(WebhookEndpoint endpoint, string otherwise) =>
        endpoint.SealedUrl is { } sealedUrl ? Encoding.UTF8.GetString(_protector.Unprotect(sealedUrl)) : otherwise;

    /// <summary>What signs at this instant, the newest first.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys that sealed it are gone.</exception>
    public IReadOnlyList<WebhookSecret> SigningFor(WebhookEndpoint endpoint, DateTimeOffset now) =>
        endpoint is { SealedPreviousSecret: { } previous, PreviousSecretUntil: { } until } && until > now
            ? [Open(endpoint.SealedSecret), Open(previous)]
            : [Open(endpoint.SealedSecret)];

    private WebhookSecret Open(byte[] kept) => WebhookSecret.Parse(Encoding.UTF8.GetString(_protector.Unprotect(kept)))
        ?? throw new InvalidDataException("What was sealed is no webhook secret.");
}
