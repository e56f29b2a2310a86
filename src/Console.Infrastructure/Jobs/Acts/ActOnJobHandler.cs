using AgentConsole.Domain;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace AgentConsole.Infrastructure.Jobs.Acts;

/// <summary>Does with a job what a person says: each with its right and its entry. A pause holds on every node and over every start.</summary>
public sealed class ActOnJobHandler(IEnumerable<JobPlan> plans, ConsoleTransaction transaction, LedgerWriter ledger, JobPauses pauses,
    ISchedulerFactory schedulers, TimeProvider clock)
{
    public async Task<ActOnJobOutcome> HandleAsync(ActOnJob command, CancellationToken cancellation)
    {
        if (!command.Caller.May(command.Needs)) return new ActOnJobOutcome.RoleMissing(command.Needs);
        if (plans.FirstOrDefault(plan => plan.Name == command.Job) is not { } plan) return new ActOnJobOutcome.Unknown();
        if (command.Verb == JobVerb.Run) return await OrderAsync(command, plan, cancellation);

        var outcome = await transaction.RunAsync((db, inner) => command.Verb == JobVerb.Pause ? PauseAsync(db, command, inner) : ResumeAsync(db, command, inner), cancellation);
        await pauses.ReloadAsync(cancellation);
        return outcome;
    }

    private async Task<ActOnJobOutcome> OrderAsync(ActOnJob command, JobPlan plan, CancellationToken cancellation)
    {
        if (plan.EverySeconds is null) return new ActOnJobOutcome.BySchedule();
        var scheduler = await schedulers.GetScheduler(cancellation);
        var running = await scheduler.QueryFireInstances(new FireInstanceQuery { Job = plan.Key, State = FireInstanceState.Executing }, cancellation);
        if (running.Items is [var first, ..]) return new ActOnJobOutcome.Running(first.FireTimeUtc);

        // The entry first: what then is not run was at least ordered, and the history shows that nothing came of it.
        await transaction.RunAsync((db, _) =>
        {
            ledger.Append(db, command.Caller, new JobRunOrdered(plan.Name));
            return Task.FromResult(true);
        }, cancellation);
        await scheduler.TriggerJob(plan.Key, new JobDataMap { [JobSupervisor.Ordered] = bool.TrueString }, CancellationToken.None);
        return new ActOnJobOutcome.Ordered();
    }

    private async Task<ActOnJobOutcome> PauseAsync(ConsoleDbContext db, ActOnJob command, CancellationToken cancellation)
    {
        if (await db.JobPauses.AsNoTracking().SingleOrDefaultAsync(row => row.Job == command.Job, cancellation) is { } earlier)
            return new ActOnJobOutcome.AlreadyPaused(await ActorNames.OfAsync(db, earlier.PausedBy, cancellation), earlier.PausedAt);
        db.JobPauses.Add(new() { Job = command.Job, PausedBy = command.Caller.Actor, PausedAt = clock.Instant() });
        ledger.Append(db, command.Caller, new JobPaused(command.Job));
        return new ActOnJobOutcome.Paused();
    }

    private async Task<ActOnJobOutcome> ResumeAsync(ConsoleDbContext db, ActOnJob command, CancellationToken cancellation)
    {
        if (await db.JobPauses.SingleOrDefaultAsync(row => row.Job == command.Job, cancellation) is not { } pause) return new ActOnJobOutcome.NotPaused();
        db.JobPauses.Remove(pause);
        ledger.Append(db, command.Caller, new JobResumed(command.Job));
        return new ActOnJobOutcome.Resumed();
    }
}
