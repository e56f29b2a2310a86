using System.Text.Json.Serialization;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>The end of the chain with this console's signature: kept elsewhere, it proves that nothing before it was rewritten.</summary>
/// <param name="Signature">ES256 (IEEE P1363, base64url) over <see cref="LedgerSigner.BytesOf"/>.</param>
public sealed record SignedHead(long Seq, string Hash, DateTimeOffset SignedAt, string Kid, string Signature, string X, string Y)
{
    /// <summary>What the key is known by, whatever name the head gives it (RFC 7638).</summary>
    [JsonIgnore]
    public string KeyThumbprint => Access.KeyThumbprint.Of(X, Y);
}
