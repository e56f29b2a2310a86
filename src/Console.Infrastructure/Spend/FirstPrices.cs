using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Gives a console that never knew a price the list that comes with it. Whoever removes them all is not given them again.</summary>
internal sealed class FirstPrices(
    IDbContextFactory<ConsoleDbContext> contexts, ConsoleTransaction transaction, PriceCache cache, LedgerWriter ledger, TimeProvider clock) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
            if (await KnowsAnyAsync(db, cancellationToken)) return;
        if (await transaction.RunAsync(CommitAsync, cancellationToken)) await cache.ReloadAsync(cancellationToken);

        async Task<bool> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await KnowsAnyAsync(db, inner)) return false;
            var (server, now, terms) = (new Caller.Server(), clock.Instant(), PriceList.Terms());
            foreach (var one in terms)
            {
                db.Prices.Add(Price.Of(one, server.Actor, now));
                await PriceDesk.CountChangeAsync(db, one, one.From, null, now, inner);
            }

            ledger.Append(db, server, new PriceListLoaded(terms.Count, PriceList.Digest, PriceList.AsOf));
            return true;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task<bool> KnowsAnyAsync(ConsoleDbContext db, CancellationToken cancellation) =>
        await db.Prices.AnyAsync(cancellation) || await db.PriceChanges.AnyAsync(cancellation);
}
