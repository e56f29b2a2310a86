using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Infrastructure.Deliveries.Guard;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Retry;

namespace AgentConsole.Infrastructure.Tools.Executions;

/// <summary>
/// Sends what was begun, through the guard. Sent again is only what is certain not to have left, or what the contract calls idempotent: the
/// key makes two of them one for the target.
/// </summary>
internal sealed class ExecutionSender([FromKeyedServices(WayOut.Executions)] GuardedHttp http, TimeProvider clock)
{
    public async Task<ExecutionResult> SendAsync(ClaimedExecution claimed)
    {
        var message = new GuardedMessage(new HttpMethod(claimed.Message.Method), claimed.Message.Url)
        {
            Headers = claimed.Message.Headers,
            Body = claimed.Message.Body,
            Timeout = claimed.Timeout,
        };
        // Once it is begun it is not broken off because the process is asked to end: it may have arrived.
        var outcome = await PipelineFor(claimed.Plan).ExecuteAsync(async cancellation => await http.SendAsync(message, cancellation), CancellationToken.None);
        return ResultOf(claimed, outcome);
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
