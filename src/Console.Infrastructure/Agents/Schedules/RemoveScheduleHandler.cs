using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents.Schedules;

/// <summary>Takes a schedule away; what it started goes on, and its history stays.</summary>
public sealed class RemoveScheduleHandler(ConsoleTransaction transaction, LedgerWriter ledger, ScheduleTriggers triggers)
{
    public async Task<ScheduleOutcome> HandleAsync(Caller caller, ScheduleId id, CancellationToken cancellation)
    {
        if (!caller.May(Permission.ManageSchedules)) return new ScheduleOutcome.RoleMissing(Permission.ManageSchedules);
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        if (outcome is ScheduleOutcome.Removed) await triggers.TryAlignAsync(cancellation);
        return outcome;

        async Task<ScheduleOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await db.AgentSchedules.SingleOrDefaultAsync(row => row.Id == id, inner) is not { } schedule) return new ScheduleOutcome.NotFound();
            if (!await AgentRights.ReachAsync(db, caller, Permission.ManageSchedules, schedule.Agent, inner)) return new ScheduleOutcome.NotYourAgent();
            db.AgentSchedules.Remove(schedule);
            ledger.Append(db, caller, new ScheduleRemoved(schedule));
            return new ScheduleOutcome.Removed();
        }
    }
}
