using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Jobs.History;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AgentConsole.Infrastructure.Jobs;

/// <summary>Shows what the console does by itself: every job with its next time, and its history over all nodes.</summary>
public sealed partial class JobsQuery(
    IEnumerable<JobPlan> plans, JobPauses pauses, IDbContextFactory<ConsoleDbContext> contexts, ISchedulerFactory schedulers, ILogger<JobsQuery> logger)
{
    public bool Knows(string job) => plans.Any(plan => plan.Name == job);

    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<JobRow>> ListAsync(CancellationToken cancellation)
    {
        var scheduled = await ScheduledAsync(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = new List<JobRow>();
        foreach (var plan in plans.OrderBy(plan => plan.Name, StringComparer.Ordinal)) rows.Add(await RowAsync(db, plan, scheduled, cancellation));
        return rows;
    }

    /// <summary>Null where no job is called that.</summary>
    public async Task<JobRow?> FindAsync(string job, CancellationToken cancellation)
    {
        if (plans.FirstOrDefault(plan => plan.Name == job) is not { } plan) return null;
        var scheduled = await ScheduledAsync(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await RowAsync(db, plan, scheduled, cancellation);
    }

    /// <summary>The newest first.</summary>
    public async Task<Page<JobRun>> RunsAsync(string job, PageCursor? after, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = db.JobRuns.AsNoTracking().Where(run => run.Job == job);
        if (after is { } cursor) found = found.Where(run => run.BeganAt <= cursor.At);
        var rows = await found.OrderByDescending(run => run.BeganAt).ThenBy(run => run.Id).Skip(after?.Seen ?? 0).Take(limit + 1).ToListAsync(cancellation);
        return Page.Of(rows, limit, run => run.BeganAt, after);
    }

    private async Task<JobRow> RowAsync(ConsoleDbContext db, JobPlan plan, Scheduled scheduled, CancellationToken cancellation)
    {
        var runs = db.JobRuns.AsNoTracking().Where(run => run.Job == plan.Name);
        var last = await runs.OrderByDescending(run => run.BeganAt).FirstOrDefaultAsync(cancellation);
        var trouble = last is null or { Outcome: not JobRunOutcome.Succeeded }
            ? last
            : await runs.Where(run => run.Outcome == JobRunOutcome.Failed || run.Outcome == JobRunOutcome.TimedOut).OrderByDescending(run => run.BeganAt).FirstOrDefaultAsync(cancellation);
        var pause = pauses.Find(plan.Name);
        var by = pause is null ? null : await ActorNames.OfAsync(db, pause.PausedBy, cancellation);
        return new(plan, last, trouble, scheduled.Next.GetValueOrDefault(plan.Key), scheduled.Running.GetValueOrDefault(plan.Key), pause, by);
    }

    private async Task<Scheduled> ScheduledAsync(CancellationToken cancellation)
    {
        try
        {
            var scheduler = await schedulers.GetScheduler(cancellation);
            var triggers = await scheduler.QueryTriggers(new TriggerQuery { Take = JobLimits.TriggersMax }, cancellation);
            var running = await scheduler.QueryFireInstances(new FireInstanceQuery { State = FireInstanceState.Executing, Take = JobLimits.TriggersMax }, cancellation);
            return new(
                triggers.Items.Where(trigger => trigger.NextFireTimeUtc is not null).GroupBy(trigger => trigger.JobKey)
                    .ToDictionary(group => group.Key, group => group.Min(trigger => trigger.NextFireTimeUtc)),
                running.Items.Where(one => one.JobKey is not null).GroupBy(one => one.JobKey!)
                    .ToDictionary(group => group.Key, group => (DateTimeOffset?)group.Min(one => one.FireTimeUtc)));
        }
        catch (SchedulerException exception)
        {
            // What the history says is shown all the same; that the scheduler does not answer, the readiness check says.
            LogSilent(exception);
            return new(new(), new());
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The scheduler did not say when its jobs run next.")]
    private partial void LogSilent(Exception exception);

    private sealed record Scheduled(Dictionary<JobKey, DateTimeOffset?> Next, Dictionary<JobKey, DateTimeOffset?> Running);
}
