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
    /// <summary>The head as it is now. The chain up to it holds the public half of the key that signed it.</summary>
    public async Task<SignedHead> SignAsync(CancellationToken cancellation)
    {
        // The key first: where it has to be made, that is an entry, and a head before it would be signed by a key that its chain does not hold.
        var signing = await keys.CurrentAsync(SigningPurpose.LedgerHead, cancellation);
        var head = await query.HeadAsync(cancellation);
        var at = clock.Instant();
        var hash = Base64Url.EncodeToString(head.Hash);
        return new(head.Seq, hash, at, signing.Kid, Base64Url.EncodeToString(signing.Sign(BytesOf(head.Seq, hash, at))),
            Base64Url.EncodeToString(signing.PublicX), Base64Url.EncodeToString(signing.PublicY));
    }

    /// <summary>What is signed: a label, sequence number, hash and time, one a line, so that nothing else can be mistaken for it.</summary>
    public static byte[] BytesOf(long seq, string hash, DateTimeOffset at) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"agentconsole-ledger-head-1\n{seq}\n{hash}\n{at.UtcDateTime:O}\n"));

    /// <summary>Whether the signature fits the key that the head itself names; whose key that is, is another question.</summary>
    public static bool IsGenuine(SignedHead head)
    {
        try
        {
            var signature = Base64Url.DecodeFromChars(head.Signature);
            using var key = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = Base64Url.DecodeFromChars(head.X), Y = Base64Url.DecodeFromChars(head.Y) },
            });
            return Base64Url.EncodeToString(signature) == head.Signature
                && key.VerifyData(BytesOf(head.Seq, head.Hash, head.SignedAt), signature, HashAlgorithmName.SHA256);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentException)
        {
            return false;
        }
    }
}
