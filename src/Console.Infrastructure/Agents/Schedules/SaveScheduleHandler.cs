using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Infrastructure.Deliveries.Guard;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents.Schedules;

/// <summary>Keeps when an agent's runs are started; whoever answers for the agent may say so. The scheduler is told after the commit.</summary>
public sealed class SaveScheduleHandler(
    ConsoleTransaction transaction, LedgerWriter ledger, AddressGuard guard, ScheduleTriggers triggers, TimeProvider clock)
{
    public async Task<ScheduleOutcome> HandleAsync(SaveSchedule command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ManageSchedules)) return new ScheduleOutcome.RoleMissing(Permission.ManageSchedules);
        if (ScheduleTerms.Parse(command.Document, out var faults) is not { } terms) return new ScheduleOutcome.Malformed(faults);
        if (FaultsOf(terms) is { Count: > 0 } found) return new ScheduleOutcome.Malformed(found);
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        if (outcome is ScheduleOutcome.Saved) await triggers.TryAlignAsync(cancellation);
        return outcome;

        async Task<ScheduleOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (!await db.Agents.AnyAsync(agent => agent.Name == terms.Agent && !agent.IsArchived, inner)) return new ScheduleOutcome.UnknownAgent(terms.Agent);
            if (!await AgentRights.ReachAsync(db, command.Caller, Permission.ManageSchedules, terms.Agent, inner)) return new ScheduleOutcome.NotYourAgent();
            return command.Id is { } id ? await ChangeAsync(db, command, id, terms, inner) : await AddAsync(db, command, terms, inner);
        }
    }

    private async Task<ScheduleOutcome> AddAsync(ConsoleDbContext db, SaveSchedule command, ScheduleTerms terms, CancellationToken cancellation)
    {
        if (await db.AgentSchedules.AnyAsync(row => row.Agent == terms.Agent && row.Name == terms.Name, cancellation)) return new ScheduleOutcome.NameTaken(terms.Name);
        if (await db.AgentSchedules.CountAsync(cancellation) >= ScheduleLimits.SchedulesMax) return new ScheduleOutcome.TooMany(ScheduleLimits.SchedulesMax);
        var schedule = AgentSchedule.Of(terms, clock.Instant());
        db.AgentSchedules.Add(schedule);
        ledger.Append(db, command.Caller, new ScheduleCreated(schedule));
        return new ScheduleOutcome.Saved(schedule, IsNew: true);
    }

    private async Task<ScheduleOutcome> ChangeAsync(ConsoleDbContext db, SaveSchedule command, ScheduleId id, ScheduleTerms terms, CancellationToken cancellation)
    {
        if (await db.AgentSchedules.SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } schedule) return new ScheduleOutcome.NotFound();
        if (command.Seen is { } seen && seen != schedule.Version) return new ScheduleOutcome.Stale(schedule.Version);
        if ((schedule.Agent, schedule.Environment, schedule.Name) != (terms.Agent, terms.Environment, terms.Name))
            return new ScheduleOutcome.Malformed([new("/name", "fixed", "Agent, environment and name stay: they are what its runs are known by. Make another one.")]);
        if (schedule.Terms == terms) return new ScheduleOutcome.Saved(schedule, IsNew: false);
        schedule.Change(terms, clock.Instant());
        ledger.Append(db, command.Caller, new ScheduleChanged(schedule));
        return new ScheduleOutcome.Saved(schedule, IsNew: false);
    }

    private List<Fault> FaultsOf(ScheduleTerms terms)
    {
        _ = CronLine.Read(terms.Cron, terms.Zone, clock.Instant(), out var faults);
        return guard.JudgeUrl(terms.Url, out _) is { } fault ? [.. faults, new("/url", fault.Code, fault.Message)] : [.. faults];
    }
}
