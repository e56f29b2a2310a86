using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Runs;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Tools.Executions;

/// <summary>Writes down how what was begun ended, and calls unknown what nobody spoke of in time.</summary>
internal sealed class ExecutionRecorder(
    ConsoleTransaction transaction, IDbContextFactory<ConsoleDbContext> contexts, ResultDesk results, ExecutionEnding ending, ContractCache contracts, TimeProvider clock)
{
    public Task RecordAsync(ClaimedExecution claimed, ExecutionResult result)
    {
        var asked = claimed.Proposal;
        return transaction.RunAsync(
            async () => await results.MarkAsync(ResultDesk.ProposerOf(asked), asked.RunId, asked.Tool, result.Output, CancellationToken.None), CommitAsync, CancellationToken.None);

        async Task<bool> CommitAsync(ConsoleDbContext db, MarkedReading? read, CancellationToken inner)
        {
            var execution = await db.Executions.SingleAsync(row => row.ProposalId == asked.Id, inner);
            var proposal = await db.Proposals.SingleAsync(row => row.Id == asked.Id, inner);
            // An answer after the lease is still an answer; what a person or a later attempt said in between stands.
            if (execution.AttemptCount != claimed.Attempt || execution.Status is not (ExecutionStatus.Running or ExecutionStatus.Unknown)) return false;
            if (execution.Status == ExecutionStatus.Unknown && result.Verb == ProposalVerb.LoseTrack) return false;
            await ending.EndAsync(db, execution, proposal, result, read, clock.Instant(), inner);
            return true;
        }
    }

    /// <summary>What was begun and never told of: unknown, or begun again where the contract says that this does no harm. Answers how many there were.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        await using (var look = await contexts.CreateDbContextAsync(cancellation))
        {
            var now = clock.Instant();
            if (!await look.Executions.AnyAsync(row => row.Status == ExecutionStatus.Running && row.LeasedUntil <= now, cancellation)) return 0;
        }

        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<int> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var now = clock.Instant();
            var lost = await db.Executions.Where(row => row.Status == ExecutionStatus.Running && row.LeasedUntil <= now)
                .OrderBy(row => row.LeasedUntil).Take(ExecutionLimits.BatchMax).ToListAsync(inner);
            foreach (var execution in lost)
            {
                var plan = contracts.Find(execution.Tool, execution.ContractVersion)?.Contract.Execution;
                if (plan is { IsIdempotent: true } && execution.AttemptCount < ExecutionLimits.AttemptsMax)
                {
                    execution.Postpone(now, "lease_lost");
                    continue;
                }

                var proposal = await db.Proposals.SingleAsync(row => row.Id == execution.ProposalId, inner);
                await ending.EndAsync(db, execution, proposal, ExecutionResult.Lost("lease_lost"), null, now, inner);
            }

            return lost.Count;
        }
    }
}
