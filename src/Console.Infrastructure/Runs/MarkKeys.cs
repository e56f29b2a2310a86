using System.Security.Cryptography;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Runs;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>
/// The secret behind every mark, made on first need, the same on every node. Each run's marks are made under a key of its own,
/// so that equal values in two runs cannot be told to be equal.
/// </summary>
public sealed class MarkKeys(
    IDbContextFactory<ConsoleDbContext> contexts, ConsoleTransaction transaction, LedgerWriter ledger, SecretMint mint,
    IDataProtectionProvider protection, TimeProvider clock) : IDisposable
{
    private readonly IDataProtector _seal = protection.CreateProtector("AgentConsole.Runs.MarkKey.v1");
    private readonly SemaphoreSlim _gate = new(1, 1);
    private byte[]? _secret;

    /// <summary>The keys of one run; after the first call without any I/O. Not inside a transaction: the first call may write.</summary>
    public async ValueTask<RunSecret> OfAsync(string agent, string environment, string run, CancellationToken cancellation) =>
        RunSecret.Of(_secret ?? await SecretAsync(cancellation), agent, environment, run);

    public void Dispose() => _gate.Dispose();

    private async Task<byte[]> SecretAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_secret is not null) return _secret;
            var kept = await FindAsync(cancellation);
            // What a lost seal hashed matches nothing any more: those values count as from nowhere, which is never the safer word.
            return _secret = (kept is null ? null : TryOpen(kept)) ?? _seal.Unprotect((await CreateAsync(kept?.Number, cancellation)).Sealed);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<SealedMarkKey?> FindAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Newest(db).FirstOrDefaultAsync(cancellation);
    }

    private Task<SealedMarkKey> CreateAsync(int? lost, CancellationToken cancellation)
    {
        return transaction.RunAsync(() => Task.FromResult(Make()), CommitAsync, cancellation);

        // Sealing may make the framework renew its keys, which writes: before the transaction.
        byte[] Make()
        {
            var secret = mint.Bytes(RunLimits.MarkKeyBytes);
            var box = _seal.Protect(secret);
            CryptographicOperations.ZeroMemory(secret);
            return box;
        }

        async Task<SealedMarkKey> CommitAsync(ConsoleDbContext db, byte[] box, CancellationToken inner)
        {
            // Another node was faster: its key is the one, ours was never used.
            var newest = await Newest(db).FirstOrDefaultAsync(inner);
            if (newest is not null && newest.Number != lost) return newest;
            var made = new SealedMarkKey { Number = (newest?.Number ?? 0) + 1, Sealed = box, CreatedAt = clock.Instant() };
            db.MarkKeys.Add(made);
            ledger.Append(db, new Caller.Server(), new MarkKeyCreated(made.Number));
            return made;
        }
    }

    private byte[]? TryOpen(SealedMarkKey kept)
    {
        try
        {
            return _seal.Unprotect(kept.Sealed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static IQueryable<SealedMarkKey> Newest(ConsoleDbContext db) => db.MarkKeys.AsNoTracking().OrderByDescending(key => key.Number);
}
