using AgentConsole.Domain.Access;
using AgentConsole.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Testing.Ledger;

/// <summary>Short words for writing to the ledger and for reading it back.</summary>
public static class Happenings
{
    /// <summary>Writes one entry in a transaction of its own.</summary>
    public static Task HappenAsync(this TestConsole console, LedgerRecord record) => console.Transaction.RunAsync((db, _) =>
    {
        console.Ledger.Append(db, new Caller.Server(), record);
        return Task.FromResult(0);
    }, CancellationToken.None);

    /// <summary>Every entry, checked on the way: gapless, linked, and ending in the head.</summary>
    public static Task<List<LedgerEntry>> WholeLedgerAsync(this TestConsole console) => console.ReadAsync(async db =>
    {
        var entries = await db.LedgerEntries.AsNoTracking().OrderBy(entry => entry.Seq).ToListAsync();
        var head = await db.LedgerHeads.AsNoTracking().SingleAsync();
        var (seq, hash) = (0L, HashChain.Genesis);
        foreach (var entry in entries)
        {
            if (HashChain.FaultOf(entry, seq, hash) is { } fault) throw new InvalidOperationException($"Entry {entry.Seq}: {fault}.");
            (seq, hash) = (entry.Seq, entry.Hash);
        }

        if (head.Seq != seq || !head.Hash.AsSpan().SequenceEqual(hash))
            throw new InvalidOperationException($"The head says {head.Seq}, the last entry is {seq}.");
        return entries;
    });
}
