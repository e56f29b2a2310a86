using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Spend;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents.Schedules;

/// <summary>
/// The one door through which a schedule's run begins. Asked first, in the transaction that lets it begin: the stop switch, whether there is such
/// an agent, how many of its runs are under way, and what is left of the day. One run for each time of the line, whoever fires it.
/// </summary>
public sealed class StartDesk(ConsoleTransaction transaction, StandingQuery standings, PurseQuery purses, LedgerWriter ledger, TimeProvider clock)
{
    /// <summary>What came of it: due, or held with the reason. Null where there is nothing to fire, or it fired for this time before.</summary>
    public Task<ScheduledRun?> BeginAsync(Caller caller, ScheduleId id, DateTimeOffset firedAt, bool isOrdered, CancellationToken cancellation)
    {
        return transaction.RunAsync(CommitAsync, cancellation);

        async Task<ScheduledRun?> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await db.AgentSchedules.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, inner) is not { } schedule) return null;
            if (!schedule.IsEnabled && !isOrdered) return null;
            if (await db.ScheduledRuns.AnyAsync(row => row.Schedule == id && row.FiredAt == firedAt, inner)) return null;

            var now = clock.Instant();
            var run = ScheduledRun.Begin(schedule, firedAt, isOrdered, now);
            if (isOrdered) ledger.Append(db, caller, new ScheduledRunOrdered(run));
            if (await WhyNotAsync(db, schedule, now, inner) is { } held)
            {
                run.Hold(held.Code, held.Why, now);
                ledger.Append(db, new Caller.Server(), new ScheduledRunHeld(run));
            }

            db.ScheduledRuns.Add(run);
            return run;
        }
    }

    /// <summary>Asked again before every attempt: the clearance without which none is made, or why there is none.</summary>
    internal async Task<(Clearance? Clearance, string WhyNot)> AskStopSwitchAsync(ConsoleDbContext db, string agent, CancellationToken cancellation)
    {
        var (stoppedBy, clearance) = await standings.AskStopSwitchAsync(db, agent, "", cancellation);
        return (clearance, stoppedBy is { } scope ? WordsOf(scope) : "");
    }

    internal static string WordsOf(StopScope scope) => scope == StopScope.Everything ? "Everything is stopped." : "The agent is stopped.";

    private async Task<(string Code, string Why)?> WhyNotAsync(ConsoleDbContext db, AgentSchedule schedule, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await AskStopSwitchAsync(db, schedule.Agent, cancellation) is { Clearance: null, WhyNot: var stopped }) return ("stopped", stopped);
        if (await standings.FindAsync(db, schedule.Agent, cancellation) is not { IsArchived: false }) return ("agent_unknown", "The agent was put away, or cannot be read.");

        var since = now.AddHours(-ScheduleLimits.UnderWayHoursMax);
        var underWay = await db.ScheduledRuns.CountAsync(row => row.Schedule == schedule.Id && (row.Status == ScheduledRunStatus.Due
            || (row.Status == ScheduledRunStatus.Started && row.FiredAt > since
                && !db.Runs.Any(run => run.Agent == row.Agent && run.Environment == row.Environment && run.Name == row.RunName && run.EndedAt != null))), cancellation);
        if (underWay >= schedule.AtOnce) return ("at_once", underWay == 1 ? "One of its runs is still under way." : $"{underWay} of its runs are still under way.");

        var purse = await purses.OfAsync(db, schedule.Agent, schedule.Environment, null, null, BudgetScope.DayOf(now), now, cancellation);
        return purse.FullFor(1) is { } full ? ("budget_exhausted", full.Sentence()) : null;
    }
}
