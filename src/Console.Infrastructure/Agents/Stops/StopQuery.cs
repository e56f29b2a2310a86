using AgentConsole.Domain;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>Which stops are in force, and what one would reach: said before the click, not after.</summary>
public sealed class StopQuery(IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock)
{
    private const int StopsMax = 500;

    public async Task<IReadOnlyList<StopRow>> InForceAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await InForceAsync(db, cancellation);
    }

    public async Task<StopCounts> CountAsync(StopTarget target, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = clock.Instant();
        var byStatus = await db.Proposals.Under(target)
            .Where(proposal => proposal.Planted == null && (proposal.Status == ProposalStatus.Holding || proposal.Status == ProposalStatus.Running
                || proposal.Status == ProposalStatus.Frozen || (proposal.Status == ProposalStatus.Pending && proposal.ExpiresAt > now)))
            .GroupBy(proposal => proposal.Status).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation);
        var grants = await target.UnusedIn(db, now).CountAsync(cancellation);
        return new(Of(ProposalStatus.Pending), Of(ProposalStatus.Holding), Of(ProposalStatus.Running), grants, Of(ProposalStatus.Frozen));

        int Of(ProposalStatus status) => byStatus.Where(one => one.Key == status).Sum(one => one.Count);
    }

    internal async Task<IReadOnlyList<StopRow>> InForceAsync(ConsoleDbContext db, CancellationToken cancellation)
    {
        var orders = await db.StopOrders.AsNoTracking().InForce().OrderByDescending(order => order.OrderedAt).Take(StopsMax).ToListAsync(cancellation);
        var names = await ActorNames.OfAsync(db, [.. orders.Select(order => order.OrderedBy)], cancellation);
        return [.. orders.Select(order => new StopRow(order.Scope, order.Name, order.Reason, names[order.OrderedBy], order.OrderedAt))];
    }
}
