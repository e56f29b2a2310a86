using System.Text;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Runs;

namespace AgentConsole.Infrastructure.Tools.Executions;

/// <summary>Writes down how an execution ended, inside a transaction that is already under way: the row, its proposal, and all that hangs on a result.</summary>
internal sealed class ExecutionEnding(ResultDesk results)
{
    internal async Task EndAsync(ConsoleDbContext db, Execution execution, Proposal proposal, ExecutionResult result, MarkedReading? read, DateTimeOffset now,
        CancellationToken cancellation)
    {
        // INVARIANT: it was released, runs or is unknown, and each of those takes the verb that its result brings.
        if (!proposal.TryTake(result.Verb, now)) throw new InvalidOperationException($"{proposal.Id} refused {result.Verb}.");
        execution.End(StatusOf(result.Verb), result.Code, now);
        (execution.HttpStatus, execution.LatencyMilliseconds) = (result.HttpStatus, result.LatencyMilliseconds);
        var report = result.ToReport();
        var begunAt = execution.StartedAt ?? now;
        var told = new ToldResult(result.Verb, report, read, IsToolFailure(result), result.Code, begunAt);
        await results.KeepAsync(db, proposal, told, now, cancellation);
        results.Enter(db, new Caller.Server(), new ExecutionEnded(
            proposal.Id, proposal.Status, result.HttpStatus, result.Code, Digest.OfBytes(Encoding.UTF8.GetBytes(report))));
        await db.DeliverEndAsync(proposal, now, cancellation);
    }

    /// <summary>Whether the target did not do. One that says no to a call is well; what was never sent tells nothing of it.</summary>
    private static bool? IsToolFailure(ExecutionResult result) => result switch
    {
        { Verb: ProposalVerb.Succeed } => false,
        { HttpStatus: >= 500 or 408 or 429 } => true,
        { HttpStatus: not null } => false,
        { Code: "timed_out" or "broken_off" or "unreachable" } => true,
        _ => null,
    };

    private static ExecutionStatus StatusOf(ProposalVerb verb) => verb switch
    {
        ProposalVerb.Succeed => ExecutionStatus.Succeeded,
        ProposalVerb.Fail => ExecutionStatus.Failed,
        ProposalVerb.LoseTrack => ExecutionStatus.Unknown,
        _ => throw new InvalidOperationException($"{verb} is no end of an execution."),
    };
}
