using System.Linq.Expressions;
using AgentConsole.Domain;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>Hands out what is due, each delivery to one sender of one node, and never too many to the same target.</summary>
internal sealed class OutboxClaims(ConsoleTransaction transaction, IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock)
{
    /// <summary>The delivery that is due the longest, held for this sender; null when there is nothing to do.</summary>
    public async Task<OutboxItem?> TakeAsync(CancellationToken cancellation)
    {
        // Most looks find nothing, and looking needs no place in the queue of writers.
        return await IsAnythingDueAsync(cancellation) ? await transaction.RunAsync(TakeDueAsync, cancellation) : null;
    }

    /// <summary>Whether a look is worth it.</summary>
    public async Task<bool> IsAnythingDueAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Outbox.AnyAsync(IsDue(clock.Instant()), cancellation);
    }

    private async Task<OutboxItem?> TakeDueAsync(ConsoleDbContext db, CancellationToken cancellation)
    {
        var now = clock.Instant();
        var held = await db.Outbox.Where(row => row.Status == DeliveryStatus.Waiting && row.LeasedUntil > now)
            .GroupBy(row => new { row.EndpointId, row.Agent, row.TicketTargetId }).Where(target => target.Count() >= DeliveriesLimits.PerTargetMax)
            .Select(target => target.Key).ToListAsync(cancellation);
        var endpoints = held.Select(target => target.EndpointId).Where(id => id is not null).ToList();
        var agents = held.Select(target => target.Agent).Where(agent => agent is not null).ToList();

        var systems = held.Select(target => target.TicketTargetId).Where(id => id is not null).ToList();

        // All mail goes to one server, which is one target.
        var isMailHeld = held.Exists(target => target is { EndpointId: null, Agent: null, TicketTargetId: null });

        if (await db.Outbox.AsNoTracking().Where(IsDue(now))
                .Where(row => (row.EndpointId == null || !endpoints.Contains(row.EndpointId)) && (row.Agent == null || !agents.Contains(row.Agent)))
                .Where(row => row.PersonId == null || !isMailHeld)
                .Where(row => row.TicketTargetId == null || !systems.Contains(row.TicketTargetId))
                .OrderBy(row => row.DueAt).ThenBy(row => row.CreatedAt).FirstOrDefaultAsync(cancellation) is not { } due)
            return null;

        (due.AttemptCount, due.LeasedUntil, due.Version) = (due.AttemptCount + 1, now.AddSeconds(DeliveriesLimits.LeaseSeconds), due.Version + 1);
        var seen = due.Version - 1;
        return await db.Outbox.Where(row => row.Id == due.Id && row.Version == seen).ExecuteUpdateAsync(row => row
                .SetProperty(item => item.AttemptCount, due.AttemptCount).SetProperty(item => item.LeasedUntil, due.LeasedUntil)
                .SetProperty(item => item.Version, due.Version), cancellation) == 1
            ? due
            : throw new DbUpdateConcurrencyException("Another node took this delivery.");
    }

    private static Expression<Func<OutboxItem, bool>> IsDue(DateTimeOffset now) => row =>
        row.Status == DeliveryStatus.Waiting && row.DueAt <= now && (row.LeasedUntil == null || row.LeasedUntil <= now);
}
