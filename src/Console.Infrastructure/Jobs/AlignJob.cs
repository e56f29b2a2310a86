using System.Collections.Frozen;
using System.Globalization;
using Quartz;

namespace AgentConsole.Infrastructure.Jobs;

/// <summary>Takes out of the scheduler's store what no build of this console brings any more: a renamed job would stay there for ever.</summary>
[DisallowConcurrentExecution]
internal sealed class AlignJob(IEnumerable<JobPlan> plans) : IJob
{
    public static readonly JobKey Key = new("align", "jobs");

    private readonly FrozenSet<JobKey> _known = plans.Select(plan => plan.Key).ToFrozenSet();

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(context.Scheduler, cancellationToken);

    public async Task<JobReport> RunOnceAsync(IScheduler scheduler, CancellationToken cancellation)
    {
        var stored = await scheduler.QueryJobs(new JobQuery { Take = JobLimits.TriggersMax }, cancellation);
        var unknown = stored.Items.Select(job => job.Key).Where(key => !_known.Contains(key)).ToList();
        foreach (var key in unknown) await scheduler.DeleteJob(key, cancellation);
        return new(unknown.Count, string.Create(CultureInfo.InvariantCulture, $"{unknown.Count} jobs that no plan names were taken out of the scheduler."));
    }
}
