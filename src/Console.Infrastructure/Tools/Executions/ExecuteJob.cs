using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Jobs;
using Microsoft.Extensions.Logging;
using Quartz;
using ExecutionLimits = AgentConsole.Domain.Tools.Executions.ExecutionLimits;

namespace AgentConsole.Infrastructure.Tools.Executions;

/// <summary>
/// Runs what was released to the console. That it begins is written down before the message leaves, so a crash in between makes it unknown,
/// never twice.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class ExecuteJob(
    ExecutionClaims claims, ExecutionSender sender, ExecutionRecorder recorder, ILogger<ExecuteJob> logger) : IJob
{
    public static readonly JobKey Key = new("execute", "tools");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(cancellationToken);

    public async Task<JobReport> RunOnceAsync(CancellationToken cancellation)
    {
        var lost = await recorder.SweepAsync(cancellation);
        var (taken, succeeded) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, ExecutionLimits.SendersMax).Select(_ => RunWhatIsDueAsync()));
        return new(taken + lost, $"{taken} run: {succeeded} succeeded, {taken - succeeded} did not; {lost} were never told of.");

        async Task RunWhatIsDueAsync()
        {
            while (Interlocked.Increment(ref taken) <= ExecutionLimits.BatchMax && await claims.TakeAsync(cancellation) is { } claimed)
                if (await ExecuteAsync(claimed)) Interlocked.Increment(ref succeeded);
            Interlocked.Decrement(ref taken);
        }
    }

    private async Task<bool> ExecuteAsync(ClaimedExecution claimed)
    {
        try
        {
            var result = await sender.SendAsync(claimed);
            await recorder.RecordAsync(claimed, result);
            return result.Verb == ProposalVerb.Succeed;
        }
#pragma warning disable CA1031 // One that breaks must not keep the others; its lease runs out, and then it is unknown.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogBroken(claimed.Proposal.Id, exception.GetType().Name);
            return false;
        }
    }

    // The exception's own words may hold what was sent.
    [LoggerMessage(Level = LogLevel.Error, Message = "{Proposal} was begun, and how it ended could not be written down ({Fault}).")]
    private partial void LogBroken(ProposalId proposal, string fault);
}
