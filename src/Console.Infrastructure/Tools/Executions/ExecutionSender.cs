using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Deliveries.Guard;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Retry;

namespace AgentConsole.Infrastructure.Tools.Executions;

/// <summary>
/// Sends what was begun, through the guard. Sent again is only what is certain not to have left, or what the contract calls idempotent: the
/// key makes two of them one for the target. Before each further sending the stop switch is asked anew.
/// </summary>
internal sealed class ExecutionSender(
    [FromKeyedServices(WayOut.Executions)] GuardedHttp http, StandingQuery standings, IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock)
{
    private static readonly UrlFault Stopped = new("stopped", "A stop reaches it.");

    public async Task<ExecutionResult> SendAsync(ClaimedExecution claimed)
    {
        var message = new GuardedMessage(new HttpMethod(claimed.Message.Method), claimed.Message.Url)
        {
            Headers = claimed.Message.Headers,
            Body = claimed.Message.Body,
            Timeout = claimed.Timeout,
        };
        var (sendings, mayHaveArrived) = (0, claimed.Attempt > 1);
        // Once it is begun it is not broken off because the process is asked to end: it may have arrived.
        var result = ResultOf(claimed, await PipelineFor(claimed.Plan).ExecuteAsync(SendOnceAsync, CancellationToken.None));
        // INVARIANT: a later sending that was refused, or never left, says nothing of an earlier one that may have arrived.
        return mayHaveArrived && result.Verb != ProposalVerb.Succeed ? result with { Verb = ProposalVerb.LoseTrack } : result;

        async ValueTask<GuardedOutcome> SendOnceAsync(CancellationToken cancellation)
        {
            if (++sendings > 1 && await IsStoppedAsync(claimed.Proposal, cancellation)) return new GuardedOutcome.Refused(Stopped) { MayHaveArrived = false };
            var sent = await http.SendAsync(message, cancellation);
            mayHaveArrived |= ResultOf(claimed, sent).Verb == ProposalVerb.LoseTrack;
            return sent;
        }
    }

    private async Task<bool> IsStoppedAsync(Proposal proposal, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await standings.AskStopSwitchAsync(db, proposal.Agent, proposal.Tool, cancellation) is { Clearance: null };
    }

    private ResiliencePipeline<GuardedOutcome> PipelineFor(ToolExecution plan) => new ResiliencePipelineBuilder<GuardedOutcome> { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions<GuardedOutcome>
        {
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } outcome && MaySendAgain(plan, outcome)),
            MaxRetryAttempts = ExecutionLimits.SendingsMax - 1,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(ExecutionLimits.SendingsApartSeconds),
        })
        .Build();

    private static bool MaySendAgain(ToolExecution plan, GuardedOutcome outcome) => outcome switch
    {
        GuardedOutcome.Refused => false,
        GuardedOutcome.Answered answered => plan.IsIdempotent && !plan.IsSuccess(answered.HttpStatus) && answered.HttpStatus is 408 or 502 or 503 or 504,
        _ => plan.IsIdempotent || !outcome.MayHaveArrived,
    };

    private static ExecutionResult ResultOf(ClaimedExecution claimed, GuardedOutcome outcome)
    {
        var took = (int)Math.Min(outcome.Latency.TotalMilliseconds, int.MaxValue);
        return outcome switch
        {
            GuardedOutcome.Answered answered => ExecutionResult.Answered(claimed.Plan, answered.HttpStatus, answered.Body, answered.IsTruncated, took, claimed.Mask),
            GuardedOutcome.Refused refused => ExecutionResult.NotSent(refused.Fault.Code),
            { MayHaveArrived: false } => ExecutionResult.NotSent("unreachable"),
            GuardedOutcome.TimedOut => ExecutionResult.Lost("timed_out", took),
            GuardedOutcome.Unreachable => ExecutionResult.Lost("broken_off", took),
            _ => throw new InvalidOperationException($"{outcome} is no way in which an exchange ends."),
        };
    }
}
