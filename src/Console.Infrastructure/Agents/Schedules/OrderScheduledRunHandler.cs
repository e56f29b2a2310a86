using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents.Schedules;

/// <summary>Has a schedule fire now, also one that is switched off: by the same door as when its time comes, so stop switch and caps are asked.</summary>
public sealed class OrderScheduledRunHandler(IDbContextFactory<ConsoleDbContext> contexts, StartDesk desk, StartSender sender, TimeProvider clock)
{
    public async Task<ScheduleOutcome> HandleAsync(Caller caller, ScheduleId id, CancellationToken cancellation)
    {
        if (!caller.May(Permission.ManageSchedules)) return new ScheduleOutcome.RoleMissing(Permission.ManageSchedules);
        await using (var db = await contexts.CreateDbContextAsync(cancellation))
        {
            if (await db.AgentSchedules.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } schedule) return new ScheduleOutcome.NotFound();
            if (!await AgentRights.ReachAsync(db, caller, Permission.ManageSchedules, schedule.Agent, cancellation)) return new ScheduleOutcome.NotYourAgent();
        }

        if (await desk.BeginAsync(caller, id, clock.Instant(), isOrdered: true, cancellation) is not { } run) return new ScheduleOutcome.NotFound();
        await sender.TrySendAsync(run.Id, cancellation);
        await using var after = await contexts.CreateDbContextAsync(cancellation);
        return new ScheduleOutcome.Fired(await after.ScheduledRuns.AsNoTracking().SingleAsync(row => row.Id == run.Id, cancellation));
    }
}
