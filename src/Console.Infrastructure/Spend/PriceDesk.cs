using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Writes prices inside a transaction: the row, its ledger entry, and which stretch of time it changes.</summary>
public sealed class PriceDesk(LedgerWriter ledger, TimeProvider clock)
{
    /// <summary>The price that these terms are about: the same thing from the same moment.</summary>
    internal static Task<Price?> FindAsync(ConsoleDbContext db, PriceTerms terms, CancellationToken cancellation) =>
        db.Prices.SingleOrDefaultAsync(price => price.Kind == terms.Kind && price.Name == terms.Name && price.From == terms.From, cancellation);

    internal async Task<PriceOutcome> SaveAsync(ConsoleDbContext db, Caller caller, Price? price, PriceTerms terms, CancellationToken cancellation)
    {
        if (price is not null && price.Terms == terms) return new PriceOutcome.Unchanged(price);
        if (await FindAsync(db, terms, cancellation) is { } other && other.Id != price?.Id) return new PriceOutcome.Taken(other.Id);
        if (price is null && await db.Prices.CountAsync(cancellation) >= SpendLimits.PricesMax) return new PriceOutcome.Full();

        var (before, isNew, now) = (price?.Terms, price is null, clock.Instant());
        if (price is null) db.Prices.Add(price = Price.Of(terms, caller.Actor, now));
        else price.Change(terms, caller.Actor, now);
        await NoteAsync(db, caller, price.Id, before, terms, now, cancellation);
        return isNew ? new PriceOutcome.Added(price) : new PriceOutcome.Changed(price);
    }

    internal async Task RemoveAsync(ConsoleDbContext db, Caller caller, Price price, CancellationToken cancellation)
    {
        db.Prices.Remove(price);
        await NoteAsync(db, caller, price.Id, price.Terms, null, clock.Instant(), cancellation);
    }

    /// <summary>Counts one more stretch of time that is paid otherwise, behind those that this transaction counted already.</summary>
    internal static async Task CountChangeAsync(
        ConsoleDbContext db, PriceTerms terms, DateTimeOffset from, DateTimeOffset? to, DateTimeOffset now, CancellationToken cancellation)
    {
        var stored = await db.PriceChanges.MaxAsync(change => (long?)change.Number, cancellation) ?? 0;
        var local = db.PriceChanges.Local.Select(change => change.Number).DefaultIfEmpty(0).Max();
        db.PriceChanges.Add(new() { Number = Math.Max(stored, local) + 1, Kind = terms.Kind, Name = terms.Name, From = from, To = to, At = now });
    }

    private async Task NoteAsync(
        ConsoleDbContext db, Caller caller, PriceId id, PriceTerms? before, PriceTerms? after, DateTimeOffset now, CancellationToken cancellation)
    {
        var any = (after ?? before)!;
        var froms = new[] { before?.From, after?.From }.OfType<DateTimeOffset>().ToList();
        var (from, last) = (froms.Min(), froms.Max());
        var to = await db.Prices.Where(price => price.Kind == any.Kind && price.Name == any.Name && price.From > last && price.Id != id)
            .MinAsync(price => (DateTimeOffset?)price.From, cancellation);
        var isSame = before is not null && after is not null && before.PaysAs(after);
        ledger.Append(db, caller, new PriceChanged(id, before, after, from, to, IsCorrection: from < now && !isSame));
        if (!isSame) await CountChangeAsync(db, any, from, to, now, cancellation);
    }
}
