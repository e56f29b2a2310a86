using System.Collections.Frozen;
using System.Globalization;
using Quartz;

namespace AgentConsole.Infrastructure.Jobs;

/// <summary>
/// Takes out of the scheduler's store what no build of this console brings any more: a renamed job would stay there for ever. And puts back
/// what this build brings: while nodes are replaced one by one, an older build takes out the jobs that it does not know.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class AlignJob(IEnumerable<PlannedJob> planned) : IJob
{
    public static readonly JobKey Key = new("align", "jobs");

    private readonly FrozenSet<JobKey> _known = planned.Select(job => job.Key).ToFrozenSet();

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(context.Scheduler, cancellationToken);

    public async Task<JobReport> RunOnceAsync(IScheduler scheduler, CancellationToken cancellation)
    {
        var stored = await scheduler.QueryJobs(new JobQuery { Take = JobLimits.TriggersMax }, cancellation);
        var keys = stored.Items.Select(job => job.Key).ToHashSet();
        var unknown = keys.Where(key => !_known.Contains(key)).ToList();
        foreach (var key in unknown) await scheduler.DeleteJob(key, cancellation);
        var added = 0;
        foreach (var job in planned)
            if (await TryAddAsync(scheduler, job, keys.Contains(job.Key), cancellation)) added++;
        return new(unknown.Count + added, string.Create(CultureInfo.InvariantCulture, $"{unknown.Count} jobs that no plan names were taken out of the scheduler, {added} that were missing were put back."));
    }

    // A job whose trigger alone is gone would never run either.
    private static async Task<bool> TryAddAsync(IScheduler scheduler, PlannedJob job, bool isThere, CancellationToken cancellation)
    {
        var trigger = job.Trigger();
        if (isThere && (trigger is null || await scheduler.GetTrigger(trigger.Key, cancellation) is not null)) return false;
        if (trigger is null) await scheduler.AddJob(job.Detail, new AddJobOptions(), cancellation);
        else if (isThere) await scheduler.ScheduleJob(trigger, new ScheduleJobOptions(), cancellation);
        else await scheduler.ScheduleJob(job.Detail, trigger, new ScheduleJobOptions(), cancellation);
        return true;
    }
}
