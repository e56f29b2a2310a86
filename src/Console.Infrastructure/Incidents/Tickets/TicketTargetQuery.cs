using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Incidents.Tickets;

/// <summary>Lists the ticket targets by name.</summary>
public sealed class TicketTargetQuery(IDbContextFactory<ConsoleDbContext> contexts)
{
    public async Task<IReadOnlyList<TicketTarget>> ListAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.TicketTargets.AsNoTracking().OrderBy(target => target.Name).Take(IncidentLimits.TicketTargetsMax).ToListAsync(cancellation);
    }

    public async Task<TicketTarget?> FindAsync(TicketTargetId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.TicketTargets.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);
    }
}
