using System.Text;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Runs;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>Keeps the outcome of a released proposal; the same report may come twice. What the tool brought back is something the run has read.</summary>
public sealed class ReportResultHandler(ConsoleTransaction transaction, ResultDesk results, IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock)
{
    public Task<OwnProposalOutcome> HandleAsync(ReportResult command, CancellationToken cancellation)
    {
        return transaction.RunAsync(ReadAsync, CommitAsync, cancellation);

        async Task<MarkedReading?> ReadAsync()
        {
            if (command.Output is not { Length: > 0 } output) return null;
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var (agent, environment) = (command.Caller.Name, command.Caller.Environment);
            var asked = await db.Proposals.Where(p => p.Id == command.ProposalId && p.Agent == agent && p.Environment == environment)
                .Select(p => new { p.Tool, p.RunId }).SingleOrDefaultAsync(cancellation);
            return asked is null ? null : await results.MarkAsync(command.Caller, asked.RunId, asked.Tool, output, cancellation);
        }

        async Task<OwnProposalOutcome> CommitAsync(ConsoleDbContext db, MarkedReading? read, CancellationToken inner)
        {
            var (agent, environment) = (command.Caller.Name, command.Caller.Environment);
            var proposal = await db.Proposals.SingleOrDefaultAsync(
                p => p.Id == command.ProposalId && p.Agent == agent && p.Environment == environment && p.Planted == null, inner);
            if (proposal is null) return new OwnProposalOutcome.NotFound();
            // What the console ran, the console knows; the agent's word on it counts for nothing.
            if (proposal.Executes == Executor.Console) return new OwnProposalOutcome.NotYours();
            if (proposal.Result == command.Report) return new OwnProposalOutcome.Done(proposal);
            var now = clock.Instant();
            if (!proposal.TryTake(command.Verb, now)) return new OwnProposalOutcome.NotNow(proposal.Status);

            // An approval may lie long before the use; what was redeemed began then.
            var redeemedAt = await db.Grants.Where(grant => grant.ProposalId == proposal.Id).Select(grant => grant.RedeemedAt).SingleOrDefaultAsync(inner);
            var told = new ToldResult(command.Verb, command.Report, read, command.Verb != ProposalVerb.Succeed, null, redeemedAt ?? proposal.DecidedAt ?? proposal.SubmittedAt);
            await results.KeepAsync(db, proposal, told, now, inner);
            results.Enter(db, command.Caller, new ProposalResultReported(proposal.Id, proposal.Status, Digest.OfBytes(Encoding.UTF8.GetBytes(command.Report))));
            return new OwnProposalOutcome.Done(proposal);
        }
    }
}
