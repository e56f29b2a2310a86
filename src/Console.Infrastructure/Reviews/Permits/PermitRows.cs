using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Reviews.Permits;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews.Permits;

/// <summary>Permits as queries, and their end where a stop switch reaches them.</summary>
internal static class PermitRows
{
    public static IQueryable<Permit> InForce(this IQueryable<Permit> permits, DateTimeOffset now) =>
        permits.Where(permit => permit.EndedAt == null && permit.Until > now && permit.Uses < permit.UsesMax);

    /// <summary>Ends what a stop reaches, all of it: what was allowed before a stop is not allowed after it.</summary>
    public static async Task EndPermitsAsync(
        this ConsoleDbContext db, LedgerWriter ledger, Caller caller, StopTarget target, DateTimeOffset now, CancellationToken cancellation)
    {
        var reached = target.Scope switch
        {
            StopScope.Agent => db.Permits.Where(permit => permit.Agent == target.Name),
            StopScope.Tool => db.Permits.Where(permit => permit.Tool == target.Name),
            StopScope.Everything => db.Permits,
        };
        foreach (var permit in await reached.InForce(now).ToListAsync(cancellation))
            if (permit.TryEnd(PermitEnded.Stopped, now)) ledger.Append(db, caller, new PermitEnded(permit.Id, PermitEnded.Stopped));
        await db.SaveChangesAsync(cancellation);
    }
}
