using AgentConsole.Domain.Access;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Incidents.Tickets;

/// <summary>Takes a ticket target away; the tickets that it has stay there, and their links here.</summary>
public sealed class RemoveTicketTargetHandler(ConsoleTransaction transaction, LedgerWriter ledger)
{
    public async Task<TicketTargetOutcome> HandleAsync(Caller caller, TicketTargetId id, CancellationToken cancellation)
    {
        if (!caller.May(Permission.ManageTicketTargets)) return new TicketTargetOutcome.RoleMissing(Permission.ManageTicketTargets);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<TicketTargetOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await db.TicketTargets.SingleOrDefaultAsync(row => row.Id == id, inner) is not { } target) return new TicketTargetOutcome.NotFound();
            db.TicketTargets.Remove(target);
            ledger.Append(db, caller, new TicketTargetRemoved(id, target.Name));
            return new TicketTargetOutcome.Removed();
        }
    }
}
