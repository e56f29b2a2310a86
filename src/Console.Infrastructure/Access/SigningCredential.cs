using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace AgentConsole.Infrastructure.Access;

/// <summary>The key that signs now; the private half does not leave it.</summary>
public sealed class SigningCredential : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ECDsa _key = ECDsa.Create();

    internal SigningCredential(SigningKey row, ReadOnlySpan<byte> pkcs8)
    {
        (Kid, PublicX, PublicY) = (row.Kid, row.PublicX, row.PublicY);
        _key.ImportPkcs8PrivateKey(pkcs8, out _);
        Credentials = new(new ECDsaSecurityKey(_key) { KeyId = Kid }, SecurityAlgorithms.EcdsaSha256);
    }

    public string Kid { get; }
    public byte[] PublicX { get; }
    public byte[] PublicY { get; }

    /// <summary>The same key for a token writer.</summary>
    public SigningCredentials Credentials { get; }

    /// <summary>ES256 as JWS wants it: SHA-256, the two numbers side by side, 64 bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> content)
    {
        // One native key is not promised to serve two threads.
        lock (_gate) return _key.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    public void Dispose() => _key.Dispose();
}
