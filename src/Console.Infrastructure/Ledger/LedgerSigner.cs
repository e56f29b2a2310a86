using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AgentConsole.Domain;
using AgentConsole.Infrastructure.Access;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>Signs the head of the ledger, and checks such a signature without the console.</summary>
public sealed class LedgerSigner(LedgerQuery query, SigningKeys keys, TimeProvider clock)
{
    public async Task<SignedHead> SignAsync(CancellationToken cancellation)
    {
        var head = await query.HeadAsync(cancellation);
        return await SignAsync(head.Seq, head.Hash, cancellation);
    }

    public async Task<SignedHead> SignAsync(long seq, byte[] hash, CancellationToken cancellation)
    {
        var signing = await keys.CurrentAsync(SigningPurpose.LedgerHead, cancellation);
        var at = clock.Instant();
        var text = Base64Url.EncodeToString(hash);
        var signature = signing.Sign(BytesOf(seq, text, at));
        return new(seq, text, at, signing.Kid, Base64Url.EncodeToString(signature),
            Base64Url.EncodeToString(signing.PublicX), Base64Url.EncodeToString(signing.PublicY));
    }

    /// <summary>What is signed: a label, sequence number, hash and time, one a line, so that nothing else can be mistaken for it.</summary>
    public static byte[] BytesOf(long seq, string hash, DateTimeOffset at) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"agentconsole-ledger-head-1\n{seq}\n{hash}\n{at.UtcDateTime:O}\n"));

    /// <summary>Whether the signature fits the key that the head itself names; whose key that is, the reader compares.</summary>
    public static bool IsGenuine(SignedHead head)
    {
        try
        {
            using var key = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = Base64Url.DecodeFromChars(head.X), Y = Base64Url.DecodeFromChars(head.Y) },
            });
            return key.VerifyData(BytesOf(head.Seq, head.Hash, head.SignedAt), Base64Url.DecodeFromChars(head.Signature), HashAlgorithmName.SHA256);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return false;
        }
    }
}
