using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Spend;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>Writes down that nobody decided in time: called by whoever looks first, and by a job for what nobody looks at.</summary>
public sealed class ExpireHandler(ConsoleTransaction transaction, SpendDesk spend, LedgerWriter ledger, TimeProvider clock)
{
    private const int BatchMax = 200;

    /// <summary>Expires what is overdue; answers how many.</summary>
    public Task<int> HandleAsync(CancellationToken cancellation)
    {
        return transaction.RunAsync(CommitAsync, cancellation);

        async Task<int> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var now = clock.Instant();
            var overdue = await db.Proposals.Where(p => p.Status == ProposalStatus.Pending && p.ExpiresAt <= now)
                .OrderBy(p => p.ExpiresAt).Take(BatchMax).ToListAsync(inner);
            foreach (var proposal in overdue) await ExpireAsync(db, proposal, now, inner);
            return overdue.Count;
        }
    }

    /// <summary>Expires one overdue proposal inside a transaction that is already under way.</summary>
    internal async Task ExpireAsync(ConsoleDbContext db, Proposal proposal, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!proposal.TryTake(ProposalVerb.Expire, now)) return;
        proposal.ReasonCode = "expired";
        ledger.Append(db, new Caller.Server(), new ProposalExpired(proposal.Id));
        await spend.ReleaseAsync(db, proposal, now, cancellation);
        await db.DeliverDecisionAsync(proposal, now, cancellation);
    }
}
