using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Spend;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>Lets the proposer take its own proposal back.</summary>
public sealed class WithdrawHandler(ConsoleTransaction transaction, SpendDesk spend, LedgerWriter ledger, TimeProvider clock)
{
    public Task<OwnProposalOutcome> HandleAsync(Caller.Agent caller, ProposalId id, CancellationToken cancellation)
    {
        return transaction.RunAsync(CommitAsync, cancellation);

        async Task<OwnProposalOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var proposal = await db.Proposals.SingleOrDefaultAsync(p => p.Id == id && p.Agent == caller.Name && p.Environment == caller.Environment && p.Planted == null, inner);
            if (proposal is null) return new OwnProposalOutcome.NotFound();
            if (proposal.Status == ProposalStatus.Withdrawn) return new OwnProposalOutcome.Done(proposal);
            var now = clock.Instant();
            if (!proposal.TryTake(ProposalVerb.Withdraw, now)) return new OwnProposalOutcome.NotNow(proposal.Status);

            await spend.ReleaseAsync(db, proposal, now, inner);
            ledger.Append(db, caller, new ProposalWithdrawn(proposal.Id));
            return new OwnProposalOutcome.Done(proposal);
        }
    }
}
