using System.Text;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>Keeps the outcome of a released proposal; the same report may come twice.</summary>
public sealed class ReportResultHandler(ConsoleTransaction transaction, LedgerWriter ledger, TimeProvider clock)
{
    public Task<OwnProposalOutcome> HandleAsync(ReportResult command, CancellationToken cancellation)
    {
        return transaction.RunAsync(CommitAsync, cancellation);

        async Task<OwnProposalOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var (agent, environment) = (command.Caller.Name, command.Caller.Environment);
            var proposal = await db.Proposals.SingleOrDefaultAsync(
                p => p.Id == command.ProposalId && p.Agent == agent && p.Environment == environment && p.Planted == null, inner);
            if (proposal is null) return new OwnProposalOutcome.NotFound();
            if (proposal.Result == command.Report) return new OwnProposalOutcome.Done(proposal);
            if (!proposal.TryTake(command.Verb, clock.Instant())) return new OwnProposalOutcome.NotNow(proposal.Status);

            proposal.Result = command.Report;
            var digest = Digest.OfBytes(Encoding.UTF8.GetBytes(command.Report));
            ledger.Append(db, command.Caller, new ProposalResultReported(proposal.Id, proposal.Status, digest));
            return new OwnProposalOutcome.Done(proposal);
        }
    }
}
