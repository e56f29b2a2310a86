using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace AgentConsole.Infrastructure.Access;

/// <summary>The key that signs now; the private half does not leave it.</summary>
public sealed class SigningCredential : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ECDsa _key = ECDsa.Create();
    private readonly byte[] _sealing;

    internal SigningCredential(SigningKey row, ReadOnlySpan<byte> pkcs8)
    {
        (Kid, PublicX, PublicY) = (row.Kid, row.PublicX, row.PublicY);
        _key.ImportPkcs8PrivateKey(pkcs8, out _);
        _sealing = HKDF.Extract(HashAlgorithmName.SHA256, pkcs8.ToArray());
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

    /// <summary>
    /// Seals a text for the rows of this key, without data protection's key ring, which may look into the database: this runs
    /// inside transactions. Each <paramref name="about"/> has a key of its own, so it must be sealed at most once.
    /// </summary>
    public byte[] Seal(ReadOnlySpan<byte> text, ReadOnlySpan<byte> about)
    {
        var box = new byte[text.Length + TagBytes];
        using var cipher = CipherOf(about);
        cipher.Encrypt(Nonce, text, box.AsSpan(0, text.Length), box.AsSpan(text.Length));
        return box;
    }

    /// <summary>What was sealed; null where another key sealed it.</summary>
    public byte[]? Open(ReadOnlySpan<byte> box, ReadOnlySpan<byte> about)
    {
        if (box.Length < TagBytes) return null;
        var text = new byte[box.Length - TagBytes];
        using var cipher = CipherOf(about);
        try
        {
            cipher.Decrypt(Nonce, box[..text.Length], box[text.Length..], text);
            return text;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    public void Dispose() => _key.Dispose();

    private const int TagBytes = 16;

    // Fixed, because no two texts share a key.
    private static ReadOnlySpan<byte> Nonce => new byte[12];

    private AesGcm CipherOf(ReadOnlySpan<byte> about)
    {
        Span<byte> key = stackalloc byte[32];
        HKDF.Expand(HashAlgorithmName.SHA256, _sealing, key, about);
        return new AesGcm(key, TagBytes);
    }
}
