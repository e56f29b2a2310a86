using AgentConsole.Domain;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AgentConsole.Infrastructure.Agents.Schedules;

/// <summary>
/// Has the scheduler hold one trigger for each enabled schedule, and no other. Our rows are the truth: this runs after each change of them, at
/// every start, and once a minute, so that a change that the scheduler did not hear of is put right.
/// </summary>
public sealed partial class ScheduleTriggers(
    IDbContextFactory<ConsoleDbContext> contexts, ISchedulerFactory schedulers, TimeProvider clock, ILogger<ScheduleTriggers> logger) : IDisposable
{
    private const string Group = "schedules";

    private readonly SemaphoreSlim _aligning = new(1, 1);

    /// <summary>After a commit: where the scheduler does not answer, the next look puts it right.</summary>
    public async Task TryAlignAsync(CancellationToken cancellation)
    {
        try
        {
            await AlignAsync(cancellation);
        }
#pragma warning disable CA1031 // The row is kept; that the copy follows a minute later must not look as if it was not.
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogLate(exception);
        }
    }

    /// <summary>Answers how many triggers were not as the rows say.</summary>
    public async Task<int> AlignAsync(CancellationToken cancellation)
    {
        // One after the other: an older look must not undo what a newer one did.
        await _aligning.WaitAsync(cancellation);
        try
        {
            var wanted = await WantedAsync(cancellation);
            var scheduler = await schedulers.GetScheduler(cancellation);
            var stored = await scheduler.QueryTriggers(new TriggerQuery { Job = StartRunJob.Key, Take = JobLimits.TriggersMax }, cancellation);
            var held = stored.Items.ToDictionary(trigger => trigger.Key, trigger => trigger.Description);
            var gone = held.Keys.Where(key => !wanted.ContainsKey(key)).ToList();
            foreach (var key in gone) await scheduler.UnscheduleJob(key, cancellation);
            var other = wanted.Where(pair => !held.TryGetValue(pair.Key, out var said) || said != WordsOf(pair.Value.Schedule)).ToList();
            foreach (var (key, (schedule, line)) in other) await scheduler.ScheduleTrigger(TriggerOf(key, schedule, line), TriggerConflict.Replace, cancellation);
            return gone.Count + other.Count;
        }
        finally
        {
            _aligning.Release();
        }
    }

    private async Task<Dictionary<TriggerKey, (AgentSchedule Schedule, CronLine Line)>> WantedAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await db.AgentSchedules.AsNoTracking()
            .Where(row => row.IsEnabled && db.Agents.Any(agent => agent.Name == row.Agent && !agent.IsArchived))
            .OrderBy(row => row.CreatedAt).Take(ScheduleLimits.SchedulesMax).ToListAsync(cancellation);
        // A line that this build cannot read any more fires no more: the page says so.
        var now = clock.Instant();
        var wanted = new Dictionary<TriggerKey, (AgentSchedule, CronLine)>();
        foreach (var row in rows)
            if (CronLine.Read(row.Cron, row.Zone, now, out _) is { } line) wanted.Add(new(row.Id.ToString(), Group), (row, line));
        return wanted;
    }

    private ITrigger TriggerOf(TriggerKey key, AgentSchedule schedule, CronLine line) =>
        TriggerBuilder.Create(clock).ForJob(StartRunJob.Key).WithIdentity(key).WithDescription(WordsOf(schedule))
            .UsingJobData(StartRunJob.Schedule, schedule.Id.ToString())
            // Who was away for several of them fires once, and asks stop switch and caps as always.
            .WithSchedule(CronScheduleBuilder.Create(line.Expression).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .StartAt(clock.Instant()).Build();

    public void Dispose() => _aligning.Dispose();

    private static string WordsOf(AgentSchedule schedule) => $"{schedule.Cron} {schedule.Zone}";

    [LoggerMessage(Level = LogLevel.Warning, Message = "The scheduler was not told of a change; it is told within a minute.")]
    private partial void LogLate(Exception exception);
}
