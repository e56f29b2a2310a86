using System.Security.Cryptography;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace AgentConsole.Infrastructure.Access;

/// <summary>The console's own ES256 keys: one current per purpose, made on first need, the same on every node.</summary>
public sealed class SigningKeys(
    IDbContextFactory<ConsoleDbContext> contexts, ConsoleTransaction transaction, LedgerWriter ledger, SecretMint mint,
    IDataProtectionProvider protection, TimeProvider clock) : IDisposable
{
    private const string SealPurpose = "AgentConsole.SigningKeys.v1";
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<SigningPurpose, SigningCredential> _current = [];
    private readonly StandingCache<SigningPurpose, IReadOnlyList<SecurityKey>> _verifying = new(clock);

    /// <summary>The key to sign with; after the first call without any I/O. Not inside a transaction: the first call writes.</summary>
    public async ValueTask<SigningCredential> CurrentAsync(SigningPurpose purpose, CancellationToken cancellation)
    {
        lock (_current)
            if (_current.TryGetValue(purpose, out var known)) return known;

        await _gate.WaitAsync(cancellation);
        try
        {
            lock (_current)
                if (_current.TryGetValue(purpose, out var known)) return known;
            var kept = await FindAsync(purpose, cancellation);
            // One whose seal is lost signs nothing any more; what it signed stays verifiable.
            var opened = (kept is null ? null : TryOpen(kept)) ?? Open(await CreateAsync(purpose, kept?.Kid, cancellation));
            lock (_current) return _current[purpose] = opened;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The same inside a transaction, where nothing may be made any more.</summary>
    /// <exception cref="InvalidOperationException">Nobody asked <see cref="CurrentAsync"/> before.</exception>
    public SigningCredential Held(SigningPurpose purpose)
    {
        lock (_current)
            return _current.TryGetValue(purpose, out var known) ? known : throw new InvalidOperationException("The key is made ready before the transaction.");
    }

    /// <summary>Every key that ever signed for this purpose, the current one first: what was signed stays verifiable.</summary>
    public async Task<IReadOnlyList<SigningPublicKey>> PublicKeysAsync(SigningPurpose purpose, CancellationToken cancellation)
    {
        // A verifier that asks before anything was signed gets the key that will sign.
        await CurrentAsync(purpose, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.SigningKeys.Where(key => key.Purpose == purpose)
            .OrderBy(key => key.RetiredAt != null).ThenByDescending(key => key.CreatedAt).ThenBy(key => key.Kid)
            .Select(key => new SigningPublicKey(key.Kid, key.PublicX, key.PublicY)).ToListAsync(cancellation);
    }

    /// <summary>The same keys for a token reader, kept for a moment: each redeemed grant asks.</summary>
    public async ValueTask<IReadOnlyList<SecurityKey>> VerificationKeysAsync(SigningPurpose purpose, CancellationToken cancellation)
    {
        if (_verifying.Find(purpose) is { } known) return known;
        var generation = _verifying.Generation;
        IReadOnlyList<SecurityKey> keys = [.. (await PublicKeysAsync(purpose, cancellation)).Select(ForReader)];
        _verifying.Remember(purpose, keys, generation);
        return keys;
    }

    public void Dispose()
    {
        _gate.Dispose();
        foreach (var credential in _current.Values) credential.Dispose();
    }

    private async Task<SigningKey?> FindAsync(SigningPurpose purpose, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await CurrentOf(db, purpose).FirstOrDefaultAsync(cancellation);
    }

    private Task<SigningKey> CreateAsync(SigningPurpose purpose, string? lostKid, CancellationToken cancellation)
    {
        return transaction.RunAsync(() => Task.FromResult(Make(purpose)), CommitAsync, cancellation);

        async Task<SigningKey> CommitAsync(ConsoleDbContext db, SigningKey made, CancellationToken inner)
        {
            // Another node was faster: its key is the current one, ours was never used.
            var earlier = await CurrentOf(db, purpose).AsTracking().FirstOrDefaultAsync(inner);
            if (earlier is not null && earlier.Kid != lostKid) return earlier;
            if (earlier is not null) earlier.RetiredAt = made.CreatedAt;
            db.SigningKeys.Add(made);
            ledger.Append(db, new Caller.Server(), new SigningKeyCreated(
                made.Kid, WireName.Of(purpose), Base64UrlEncoder.Encode(made.PublicX), Base64UrlEncoder.Encode(made.PublicY)));
            return made;
        }
    }

    private SigningKey Make(SigningPurpose purpose)
    {
        using var key = mint.SigningKey();
        var open = key.ExportPkcs8PrivateKey();
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var made = new SigningKey
        {
            // Whoever keeps the name of a key to compare it later keeps the key: a name that anybody may give proves nothing.
            Kid = KeyThumbprint.Of(Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y)),
            Purpose = purpose,
            PublicX = point.X!,
            PublicY = point.Y!,
            SealedPrivate = Seal(purpose).Protect(open),
            CreatedAt = clock.Instant(),
        };
        CryptographicOperations.ZeroMemory(open);
        return made;
    }

    private SigningCredential? TryOpen(SigningKey row)
    {
        try
        {
            return Open(row);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private SigningCredential Open(SigningKey row)
    {
        var open = Seal(row.Purpose).Unprotect(row.SealedPrivate);
        var credential = new SigningCredential(row, open);
        CryptographicOperations.ZeroMemory(open);
        return credential;
    }

    private static JsonWebKey ForReader(SigningPublicKey key) => new()
    {
        Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
        Crv = JsonWebKeyECTypes.P256,
        X = Base64UrlEncoder.Encode(key.PublicX),
        Y = Base64UrlEncoder.Encode(key.PublicY),
        Kid = key.Kid,
        Alg = SecurityAlgorithms.EcdsaSha256,
    };

    private IDataProtector Seal(SigningPurpose purpose) => protection.CreateProtector(SealPurpose, WireName.Of(purpose));

    private static IQueryable<SigningKey> CurrentOf(ConsoleDbContext db, SigningPurpose purpose) => db.SigningKeys.AsNoTracking()
        .Where(key => key.Purpose == purpose && key.RetiredAt == null).OrderBy(key => key.CreatedAt).ThenBy(key => key.Kid);
}
