using AgentConsole.Domain;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents.Schedules;

/// <summary>Lists agents' schedules with what comes next and what came of them.</summary>
public sealed class SchedulesQuery(IDbContextFactory<ConsoleDbContext> contexts, TimeProvider clock)
{
    /// <summary>By when they were made, the newest first.</summary>
    public async Task<Page<ScheduleRow>> ListAsync(PageCursor? after, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = db.AgentSchedules.AsNoTracking();
        if (after is { } cursor) found = found.Where(row => row.CreatedAt <= cursor.At);
        var read = await found.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id).Skip(after?.Seen ?? 0).Take(limit + 1).ToListAsync(cancellation);
        return Page.Of(await RowsAsync(db, read, cancellation), limit, row => row.Schedule.CreatedAt, after);
    }

    public async Task<ScheduleRow?> FindAsync(ScheduleId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.AgentSchedules.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) is { } found
            ? (await RowsAsync(db, [found], cancellation))[0]
            : null;
    }

    /// <summary>What came of the times that it fired, the newest first.</summary>
    public async Task<Page<ScheduledRun>> RunsAsync(ScheduleId id, PageCursor? after, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = db.ScheduledRuns.AsNoTracking().Where(run => run.Schedule == id);
        if (after is { } cursor) found = found.Where(run => run.FiredAt <= cursor.At);
        var rows = await found.OrderByDescending(run => run.FiredAt).ThenBy(run => run.Id).Skip(after?.Seen ?? 0).Take(limit + 1).ToListAsync(cancellation);
        return Page.Of(rows, limit, run => run.FiredAt, after);
    }

    private async Task<IReadOnlyList<ScheduleRow>> RowsAsync(ConsoleDbContext db, List<AgentSchedule> schedules, CancellationToken cancellation)
    {
        var stops = await db.StopOrders.AsNoTracking().InForce().Where(order => order.Scope != StopScope.Tool).ToListAsync(cancellation);
        var ids = schedules.ConvertAll(schedule => schedule.Id);
        var last = await db.ScheduledRuns.AsNoTracking()
            .Where(run => ids.Contains(run.Schedule) && run.FiredAt == db.ScheduledRuns.Where(other => other.Schedule == run.Schedule).Max(other => other.FiredAt))
            .ToDictionaryAsync(run => run.Schedule, cancellation);
        return [.. schedules.Select(schedule => new ScheduleRow(schedule, NextOf(schedule), StoppedBy(stops, schedule.Agent), last.GetValueOrDefault(schedule.Id)))];
    }

    private DateTimeOffset? NextOf(AgentSchedule schedule)
    {
        var now = clock.Instant();
        return schedule.IsEnabled && CronLine.Read(schedule.Cron, schedule.Zone, now, out _)?.After(now, 1) is [var next] ? next : null;
    }

    private static string? StoppedBy(IReadOnlyList<StopOrder> stops, string agent) =>
        stops.Any(order => order.Scope == StopScope.Everything) ? StartDesk.WordsOf(StopScope.Everything)
        : stops.Any(order => order.Scope == StopScope.Agent && order.Name == agent) ? StartDesk.WordsOf(StopScope.Agent)
        : null;
}
