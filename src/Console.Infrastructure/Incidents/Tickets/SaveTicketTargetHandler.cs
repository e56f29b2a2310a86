using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Infrastructure.Deliveries.Guard;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Incidents.Tickets;

/// <summary>Adds a ticket target or changes one; tickets on their way go by what it says when they leave.</summary>
public sealed class SaveTicketTargetHandler(ConsoleTransaction transaction, LedgerWriter ledger, [FromKeyedServices(WayOut.Tickets)] AddressGuard guard, TimeProvider clock)
{
    public async Task<TicketTargetOutcome> HandleAsync(SaveTicketTarget command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ManageTicketTargets)) return new TicketTargetOutcome.RoleMissing(Permission.ManageTicketTargets);
        if (command.Form.Faults(guard, command.Form.Apply(null, clock.Instant())) is { Count: > 0 } faults) return new TicketTargetOutcome.Malformed(faults);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<TicketTargetOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var target = command.Id is { } id ? await db.TicketTargets.SingleOrDefaultAsync(row => row.Id == id, inner) : null;
            if (command.Id is not null && target is null) return new TicketTargetOutcome.NotFound();
            var own = target?.Id ?? default;
            if (await db.TicketTargets.AnyAsync(row => row.Name == command.Form.Name && row.Id != own, inner)) return new TicketTargetOutcome.NameTaken();
            if (target is null && await db.TicketTargets.CountAsync(inner) >= IncidentLimits.TicketTargetsMax) return new TicketTargetOutcome.TooMany(IncidentLimits.TicketTargetsMax);

            var isNew = target is null;
            var saved = command.Form.Apply(target, clock.Instant());
            if (isNew) db.TicketTargets.Add(saved);
            else saved.Version++;
            ledger.Append(db, command.Caller, new TicketTargetSaved(saved, isNew));
            return new TicketTargetOutcome.Saved(saved.Id);
        }
    }
}
