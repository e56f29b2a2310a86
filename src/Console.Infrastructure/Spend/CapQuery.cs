using AgentConsole.Domain;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Reads the caps of agents as they are in force now, with what they are raised by.</summary>
public sealed class CapQuery(IDbContextFactory<ConsoleDbContext> contexts, AgentCache agents, TimeProvider clock)
{
    /// <summary>What one run may spend; null where nothing caps it.</summary>
    public async Task<long?> OfRunAsync(string agent, string environment, string run, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await RaisedAsync(db, agent, CapPeriod.Run, await PerRunAsync(db, CapsOf(agent), agent, environment, run, cancellation), cancellation);
    }

    /// <summary>What an agent may spend today; null where nothing caps it.</summary>
    public async Task<long?> OfDayAsync(string agent, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await RaisedAsync(db, agent, CapPeriod.Day, CapsOf(agent).PerDayUsdNanos, cancellation);
    }

    // A schedule may let its runs spend less than the agent's others, never more.
    internal static async Task<long?> PerRunAsync(ConsoleDbContext db, AgentCaps caps, string agent, string environment, string run, CancellationToken cancellation)
    {
        if (!run.StartsWith(ScheduledRun.NamePrefix, StringComparison.Ordinal)) return caps.PerRunUsdNanos;
        var scheduled = await db.ScheduledRuns.AsNoTracking().Where(row => row.Agent == agent && row.Environment == environment && row.RunName == run)
            .Select(row => row.CapUsdNanos).SingleOrDefaultAsync(cancellation);
        return scheduled is { } cap && (caps.PerRunUsdNanos is not { } most || cap < most) ? cap : caps.PerRunUsdNanos;
    }

    private AgentCaps CapsOf(string agent) => agents.Find(agent)?.Document.Caps ?? AgentCaps.None;

    private async Task<long?> RaisedAsync(ConsoleDbContext db, string agent, CapPeriod period, long? cap, CancellationToken cancellation)
    {
        if (cap is null) return null;
        return RaisedCap.Of(cap, await RaisesAsync(db, BudgetId.OfAgent(agent), period, clock.Instant(), cancellation));
    }

    /// <summary>Raises of one cap that are in force.</summary>
    internal static Task<List<BudgetRaise>> RaisesAsync(ConsoleDbContext db, BudgetId budget, CapPeriod period, DateTimeOffset now, CancellationToken cancellation)
    {
        var id = budget.ToString();
        return db.BudgetRaises.AsNoTracking().Where(raise => raise.Budget == id && raise.Period == period && raise.EndedAt == null && raise.Until > now)
            .OrderBy(raise => raise.RaisedAt).Take(SpendLimits.RaisesMax).ToListAsync(cancellation);
    }
}
