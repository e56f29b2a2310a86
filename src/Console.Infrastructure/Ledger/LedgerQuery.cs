using AgentConsole.Domain.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Ledger;

/// <summary>Reads entries of the ledger, forwards for export and backwards for people.</summary>
public sealed class LedgerQuery(IDbContextFactory<ConsoleDbContext> contexts)
{
    /// <summary>Entries after a sequence number, oldest first.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> AfterAsync(long seq, int count, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.LedgerEntries.AsNoTracking().Where(entry => entry.Seq > seq).OrderBy(entry => entry.Seq)
            .Take(Math.Clamp(count, 1, LedgerLimits.VerifyBatch)).ToListAsync(cancellation);
    }

    /// <summary>Entries before a sequence number, newest first, of one kind, actor or subject where given.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> BeforeAsync(LedgerFilter filter, long? before, int count, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = db.LedgerEntries.AsNoTracking();
        if (filter.Kind is { } kind) rows = rows.Where(entry => entry.Kind == kind);
        if (filter.Actor is { } actor) rows = rows.Where(entry => entry.Actor == actor);
        if (filter.Subject is { } subject) rows = rows.Where(entry => entry.Subject == subject);
        if (before is { } seq) rows = rows.Where(entry => entry.Seq < seq);
        return await rows.OrderByDescending(entry => entry.Seq).Take(Math.Clamp(count, 1, LedgerLimits.PageMax)).ToListAsync(cancellation);
    }

    /// <summary>The personal values beside some entries; an erased one is simply not there.</summary>
    public async Task<ILookup<long, LedgerPersonalValue>> PersonalAsync(IReadOnlyCollection<long> entries, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var values = await db.LedgerPersonalValues.AsNoTracking().Where(value => entries.Contains(value.Seq)).ToListAsync(cancellation);
        return values.ToLookup(value => value.Seq);
    }

    /// <summary>The personal values beside the entries of a stretch, both ends included.</summary>
    public async Task<ILookup<long, LedgerPersonalValue>> PersonalBetweenAsync(long first, long last, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var values = await db.LedgerPersonalValues.AsNoTracking().Where(value => value.Seq >= first && value.Seq <= last).ToListAsync(cancellation);
        return values.ToLookup(value => value.Seq);
    }

    /// <summary>The lowest and the highest number that entries, or values beside them, have; zeros where there is nothing.</summary>
    public async Task<(long First, long Last)> ExtentAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var entries = db.LedgerEntries.Select(entry => (long?)entry.Seq);
        var values = db.LedgerPersonalValues.Select(value => (long?)value.Seq);
        long?[] lowest = [await entries.MinAsync(cancellation), await values.MinAsync(cancellation)];
        long?[] highest = [await entries.MaxAsync(cancellation), await values.MaxAsync(cancellation)];
        return (lowest.Min() ?? 0, highest.Max() ?? 0);
    }

    public async Task<LedgerHead> HeadAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.LedgerHeads.AsNoTracking().SingleAsync(cancellation);
    }
}
