using System.Globalization;
using AgentConsole.Infrastructure.Jobs;
using Quartz;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Reminds people of what waits for them, and asks one more role where nobody decides.</summary>
[DisallowConcurrentExecution]
internal sealed class NudgeJob(NudgeHandler nudges) : IJob
{
    public static readonly JobKey Key = new("nudge", "reviews");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(cancellationToken);

    public async Task<JobReport> RunOnceAsync(CancellationToken cancellation)
    {
        var done = await nudges.HandleAsync(cancellation);
        return new(done, string.Create(CultureInfo.InvariantCulture, $"People were reminded of {done} proposals, or others were asked."));
    }
}
