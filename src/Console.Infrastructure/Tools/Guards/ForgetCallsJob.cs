using AgentConsole.Domain;
using AgentConsole.Domain.Tools.Guards;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Persistence;
using Quartz;

namespace AgentConsole.Infrastructure.Tools.Guards;

/// <summary>Forgets calls that ended badly and that nobody repeats any more.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetCallsJob(ConsoleTransaction transaction, TimeProvider clock) : IJob
{
    public static readonly JobKey Key = new("forget-calls", "tools");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(cancellationToken);

    public async Task<JobReport> RunOnceAsync(CancellationToken cancellation)
    {
        var forgotten = 0;
        for (var batch = 0; batch < GuardLimits.StormForgetBatchesMax; batch++)
        {
            var gone = await transaction.RunAsync((db, inner) => GuardDesk.ForgetOldAsync(db, clock.Instant(), inner), cancellation);
            forgotten += gone;
            if (gone < GuardLimits.StormForgetBatchMax) break;
        }

        return new(forgotten, $"{forgotten} forgotten.");
    }
}
