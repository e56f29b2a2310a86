using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Deliveries;

/// <summary>Puts a delivery at the head of the outbox again, delivered or not; its receiver knows the id and takes it once.</summary>
public sealed class ResendDeliveryHandler(ConsoleTransaction transaction, LedgerWriter ledger, TimeProvider clock)
{
    public async Task<ResendOutcome> HandleAsync(ResendDelivery command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ManageDeliveries)) return new ResendOutcome.RoleMissing(Permission.ManageDeliveries);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<ResendOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var now = clock.Instant();
            if (await db.Outbox.SingleOrDefaultAsync(row => row.Id == command.Id, inner) is not { } item) return new ResendOutcome.Unknown();
            if (item.LeasedUntil > now) return new ResendOutcome.UnderWay();

            item.Resend(now);
            ledger.Append(db, command.Caller, new DeliveryResent(item.Id, item.ProposalId));
            return new ResendOutcome.Queued();
        }
    }
}
