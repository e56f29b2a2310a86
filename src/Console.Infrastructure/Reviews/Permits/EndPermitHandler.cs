using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Reviews.Permits;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews.Permits;

/// <summary>Takes a permit back: anybody who decides on proposals may, whoever granted it.</summary>
public sealed class EndPermitHandler(ConsoleTransaction transaction, LedgerWriter ledger, TimeProvider clock)
{
    public async Task<PermitOutcome> HandleAsync(Caller caller, PermitId id, CancellationToken cancellation)
    {
        if (caller is not Caller.Person person || !person.May(Permission.DecideProposals)) return new PermitOutcome.Refused(PermitRefusal.RoleMissing);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<PermitOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await db.Permits.SingleOrDefaultAsync(permit => permit.Id == id, inner) is not { } permit) return new PermitOutcome.NotFound();
            if (permit.TryEnd(PermitEnded.Revoked, clock.Instant())) ledger.Append(db, caller, new PermitEnded(id, PermitEnded.Revoked));
            return new PermitOutcome.Ended(id);
        }
    }
}
