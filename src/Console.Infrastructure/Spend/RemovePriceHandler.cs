using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Takes a price away: from its moment on the one before it is paid again, or what it was for has no known cost.</summary>
public sealed class RemovePriceHandler(ConsoleTransaction transaction, PriceDesk desk, PriceCache cache)
{
    public async Task<PriceOutcome> HandleAsync(Caller caller, PriceId id, CancellationToken cancellation)
    {
        if (!caller.May(Permission.WritePrices)) return new PriceOutcome.RoleMissing(Permission.WritePrices);
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        if (outcome is PriceOutcome.Removed) await cache.ReloadAsync(cancellation);
        return outcome;

        async Task<PriceOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await db.Prices.SingleOrDefaultAsync(row => row.Id == id, inner) is not { } price) return new PriceOutcome.NotFound();
            await desk.RemoveAsync(db, caller, price, inner);
            return new PriceOutcome.Removed(id);
        }
    }
}
