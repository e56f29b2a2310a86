using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Takes the approvals of a proposal back while it is holding. Whoever may decide on it may do so, since it only ever makes things safer.</summary>
public sealed class UndoHandler(ConsoleTransaction transaction, LedgerWriter ledger, TimeProvider clock)
{
    public Task<UndoOutcome> HandleAsync(Caller caller, ProposalId id, CancellationToken cancellation)
    {
        if (caller is not Caller.Person person || !person.May(Permission.DecideProposals))
            return Task.FromResult<UndoOutcome>(new UndoOutcome.RoleMissing());
        return transaction.RunAsync(CommitAsync, cancellation);

        async Task<UndoOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await db.Proposals.SingleOrDefaultAsync(p => p.Id == id, inner) is not { } proposal) return new UndoOutcome.NotFound();
            var now = clock.Instant();
            if (!proposal.AsksFor((await DecidingRoles.OnAsync(db, person, proposal.Agent, now, inner)).Roles)) return new UndoOutcome.RoleMissing();
            if (await db.OwnAgentsOf(person.Id).ContainsAsync(proposal.Agent, inner)) return new UndoOutcome.OwnProposal();

            // What has held long enough counts as released, though nobody has looked yet.
            if (proposal.IsHeldLongEnough(now) || !proposal.TryUndo(now)) return new UndoOutcome.TooLate(proposal.Status);
            ledger.Append(db, person, new ProposalUndone(proposal.Id));
            return new UndoOutcome.Undone(proposal);
        }
    }
}
