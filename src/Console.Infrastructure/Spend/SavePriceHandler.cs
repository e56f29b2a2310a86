using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Keeps what a model or a tool costs. A price in the past may be corrected; the ledger says which stretch of time that changes.</summary>
public sealed class SavePriceHandler(ConsoleTransaction transaction, PriceDesk desk, PriceCache cache)
{
    public async Task<PriceOutcome> HandleAsync(SavePrice command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.WritePrices)) return new PriceOutcome.RoleMissing(Permission.WritePrices);
        if (PriceTerms.Parse(command.Document, out var faults) is not { } terms) return new PriceOutcome.Malformed(faults);

        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        if (outcome is PriceOutcome.Added or PriceOutcome.Changed) await cache.ReloadAsync(cancellation);
        return outcome;

        async Task<PriceOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            Price? price = null;
            if (command.Id is { } id)
            {
                price = await db.Prices.SingleOrDefaultAsync(row => row.Id == id, inner);
                if (price is null) return new PriceOutcome.NotFound();
                if (command.Seen is { } seen && seen != price.Version) return new PriceOutcome.Stale(price.Version);
                if (price.Kind != terms.Kind || price.Name != terms.Name)
                    return new PriceOutcome.Malformed([new("/" + WireName.Of(terms.Kind), "fixed", $"This price is for {price.Name}; what something else costs is another price.")]);
            }

            return await desk.SaveAsync(db, command.Caller, price, terms, inner);
        }
    }
}
