using System.Globalization;
using AgentConsole.Infrastructure.Jobs;
using Quartz;

namespace AgentConsole.Infrastructure.Agents.Schedules;

/// <summary>Puts the scheduler's copies of the schedules right: at every start, and for whatever it was not told.</summary>
[DisallowConcurrentExecution]
internal sealed class AlignSchedulesJob(ScheduleTriggers triggers) : IJob
{
    public static readonly JobKey Key = new("align", "agents");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(cancellationToken);

    public async Task<JobReport> RunOnceAsync(CancellationToken cancellation)
    {
        var done = await triggers.AlignAsync(cancellation);
        return new(done, string.Create(CultureInfo.InvariantCulture, $"{done} triggers were not as the schedules say, and are now."));
    }
}
