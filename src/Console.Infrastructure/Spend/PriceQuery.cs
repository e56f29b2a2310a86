using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Reads prices, and which stretches of time they changed.</summary>
public sealed class PriceQuery(IDbContextFactory<ConsoleDbContext> contexts)
{
    /// <summary>Models before tools, by name, the latest first.</summary>
    public async Task<IReadOnlyList<Price>> AfterAsync(string? search, PricePosition? after, int count, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var prices = db.Prices.AsNoTracking();
        if (search is { Length: > 0 }) prices = prices.Where(price => price.Name.Contains(search));
        if (after is { } at)
        {
            var (kind, name, from) = at;
            // The wire names of the kinds are in the order of the list.
            prices = kind == PriceKind.Model
                ? prices.Where(price => price.Kind == PriceKind.Tool || (price.Name.CompareTo(name) > 0) || (price.Name == name && price.From < from))
                : prices.Where(price => price.Kind == PriceKind.Tool && (price.Name.CompareTo(name) > 0 || (price.Name == name && price.From < from)));
        }

        return await prices.OrderBy(price => price.Kind).ThenBy(price => price.Name).ThenByDescending(price => price.From).Take(count).ToListAsync(cancellation);
    }

    public async Task<Price?> FindAsync(PriceId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Prices.AsNoTracking().SingleOrDefaultAsync(price => price.Id == id, cancellation);
    }

    /// <summary>What was changed after that change, in the order in which it was committed: what to price anew.</summary>
    public async Task<IReadOnlyList<PriceChange>> ChangesAfterAsync(long number, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.PriceChanges.AsNoTracking().Where(change => change.Number > number).OrderBy(change => change.Number)
            .Take(SpendLimits.ChangesPageMax).ToListAsync(cancellation);
    }
}
