using System.Text;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Risk;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Spend;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>Keeps the outcome of a released proposal; the same report may come twice. What the tool brought back is something the run has read.</summary>
public sealed class ReportResultHandler(
    ConsoleTransaction transaction, ReadingDesk readings, TallyQuery tallies, SpendDesk spend, IDbContextFactory<ConsoleDbContext> contexts, LedgerWriter ledger, TimeProvider clock)
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
            return asked?.RunId is { } run
                ? (await readings.MarkAsync(command.Caller, run, [new(ReadingKind.Tool, asked.Tool, output)], cancellation))[0]
                : null;
        }

        async Task<OwnProposalOutcome> CommitAsync(ConsoleDbContext db, MarkedReading? read, CancellationToken inner)
        {
            var (agent, environment) = (command.Caller.Name, command.Caller.Environment);
            var proposal = await db.Proposals.SingleOrDefaultAsync(
                p => p.Id == command.ProposalId && p.Agent == agent && p.Environment == environment && p.Planted == null, inner);
            if (proposal is null) return new OwnProposalOutcome.NotFound();
            if (proposal.Result == command.Report) return new OwnProposalOutcome.Done(proposal);
            if (!proposal.TryTake(command.Verb, clock.Instant())) return new OwnProposalOutcome.NotNow(proposal.Status);

            proposal.Result = command.Report;
            if (command.Verb == ProposalVerb.Fail && proposal.RunId is { } run)
                (await tallies.OfAsync(db, agent, environment, run, clock.Instant(), inner)).Run!.CountEnd(CallEnd.Failed);
            await spend.SettleAsync(db, proposal, command.Verb, command.Report, clock.Instant(), inner);
            if (read is not null) await readings.KeepResultAsync(db, command.Caller, proposal, read, inner);
            var digest = Digest.OfBytes(Encoding.UTF8.GetBytes(command.Report));
            ledger.Append(db, command.Caller, new ProposalResultReported(proposal.Id, proposal.Status, digest));
            return new OwnProposalOutcome.Done(proposal);
        }
    }
}
