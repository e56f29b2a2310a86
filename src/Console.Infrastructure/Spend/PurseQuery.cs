using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Finds the counters that an act counts towards, with their caps as they are inside this transaction.</summary>
public sealed class PurseQuery(StandingQuery standings)
{
    internal Task<Purse> OfAsync(ConsoleDbContext db, SpendReservation reservation, string day, DateTimeOffset now, CancellationToken cancellation) =>
        OfAsync(db, reservation.Agent, reservation.Environment, reservation.RunName, reservation.Workflow, day, now, cancellation);

    internal async Task<Purse> OfAsync(ConsoleDbContext db, string agent, string environment, string? run, string? workflow, string day,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var ofAgent = BudgetId.OfAgent(agent);
        var ofEnvironment = new BudgetId(BudgetKind.Environment, environment);
        BudgetId? ofWorkflow = workflow is { Length: > 0 and <= SpendLimits.BudgetNameLengthMax } ? new BudgetId(BudgetKind.Workflow, workflow) : null;
        List<string> ids = [ofAgent.ToString(), ofEnvironment.ToString()];
        if (ofWorkflow is { } named) ids.Add(named.ToString());

        var caps = (await standings.FindAsync(db, agent, cancellation))?.Document.Caps ?? AgentCaps.None;
        var budgets = await db.Budgets.AsNoTracking().Where(budget => ids.Contains(budget.Id)).ToDictionaryAsync(budget => budget.Id, budget => budget.PerDayUsdNanos, cancellation);
        var raises = await db.BudgetRaises.AsNoTracking().Where(raise => ids.Contains(raise.Budget) && raise.EndedAt == null && raise.Until > now)
            .OrderBy(raise => raise.RaisedAt).Take(SpendLimits.RaisesMax * ids.Count).ToListAsync(cancellation);

        List<SpendLine> lines = [];
        if (run is not null) lines.Add(await LineAsync(ofAgent, environment, BudgetScope.OfRun(run), await CapQuery.PerRunAsync(db, caps, agent, environment, run, cancellation)));
        lines.Add(await LineAsync(ofAgent, "", BudgetScope.OfDay(day), caps.PerDayUsdNanos));
        if (ofWorkflow is { } of) lines.Add(await LineAsync(of, "", BudgetScope.OfDay(day), CapOf(of)));
        lines.Add(await LineAsync(ofEnvironment, "", BudgetScope.OfDay(day), CapOf(ofEnvironment)));
        return new(lines);

        long? CapOf(BudgetId id) => budgets.TryGetValue(id.ToString(), out var cap) ? cap : null;

        Task<SpendLine> LineAsync(BudgetId budget, string where, BudgetScope scope, long? cap) => PurseQuery.LineAsync(db, budget, where, scope, cap, raises, cancellation);
    }

    /// <summary>The counter of an agent's day, or of one of its runs; null where nothing caps it.</summary>
    internal async Task<SpendLine?> OfAgentAsync(ConsoleDbContext db, string agent, string environment, BudgetScope scope, DateTimeOffset now, CancellationToken cancellation)
    {
        var budget = BudgetId.OfAgent(agent);
        var caps = (await standings.FindAsync(db, agent, cancellation))?.Document.Caps ?? AgentCaps.None;
        var cap = scope.Period == CapPeriod.Day ? caps.PerDayUsdNanos : await CapQuery.PerRunAsync(db, caps, agent, environment, scope.Value, cancellation);
        if (cap is null) return null;
        var raises = await CapQuery.RaisesAsync(db, budget, scope.Period, now, cancellation);
        return await LineAsync(db, budget, scope.Period == CapPeriod.Day ? "" : environment, scope, cap, raises, cancellation);
    }

    private static async Task<SpendLine> LineAsync(
        ConsoleDbContext db, BudgetId budget, string where, BudgetScope scope, long? cap, IEnumerable<BudgetRaise> raises, CancellationToken cancellation)
    {
        var (id, text) = (budget.ToString(), scope.ToString());
        // Find, not query: what this transaction has changed already is what counts.
        var use = await db.BudgetUses.FindAsync([id, where, text], cancellation);
        if (use is null) db.BudgetUses.Add(use = new() { Budget = id, Environment = where, Scope = text });
        return new(budget, scope, use, RaisedCap.Of(cap, raises.Where(raise => raise.Budget == id && raise.Period == scope.Period)));
    }
}
