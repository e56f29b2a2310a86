using AgentConsole.Domain;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Brings the counters of caps up to what runs told that they cost, and says it where that reaches a step.</summary>
public sealed class CarryTracedSpendHandler(
    IDbContextFactory<ConsoleDbContext> contexts, ConsoleTransaction transaction, AgentCache agents, TracedSpendQuery traced, PurseQuery purses,
    BudgetNotices notices, ChangeFeed feed, TimeProvider clock)
{
    /// <summary>Answers how many counters changed; writes nothing where none has.</summary>
    public async Task<int> HandleAsync(CancellationToken cancellation)
    {
        var now = clock.Instant();
        var day = BudgetScope.DayOf(now);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var days = await ChangedDaysAsync(db, day, now, cancellation);
        var runs = await ChangedRunsAsync(db, now, cancellation);
        foreach (var piece in days.Chunk(SpendLimits.CarryBatchMax))
            await transaction.RunAsync(async (inside, inner) =>
            {
                var purse = await purses.OfDayAsync(inside, [.. piece.Select(one => one.Budget)], day, now, inner);
                foreach (var line in purse.Lines) line.Use.Trace(piece.First(one => one.Budget == line.Budget).Nanos, now);
                await notices.TellAsync(inside, purse, null, now, inner);
                return true;
            }, cancellation);
        foreach (var (agent, environment, run) in runs)
            await transaction.RunAsync(async (inside, inner) =>
            {
                // The purse itself reads what the run told.
                await notices.TellAsync(inside, await purses.OfAsync(inside, agent, environment, run, null, day, now, inner), null, now, inner);
                return true;
            }, cancellation);
        if (days.Count + runs.Count > 0) feed.Publish([Topic.Budgets]);
        return days.Count + runs.Count;
    }

    private async Task<List<(BudgetId Budget, long Nanos)>> ChangedDaysAsync(ConsoleDbContext db, string day, DateTimeOffset now, CancellationToken cancellation)
    {
        var budgets = await db.Budgets.AsNoTracking().OrderBy(budget => budget.Id).Take(SpendLimits.BudgetsMax).Select(budget => new BudgetId(budget.Kind, budget.Name)).ToListAsync(cancellation);
        budgets.AddRange(agents.All.Where(agent => agent is { IsArchived: false, Document.Caps.PerDayUsdNanos: not null }).Select(agent => BudgetId.OfAgent(agent.Name)));
        var scope = BudgetScope.OfDay(day).ToString();
        var known = await db.BudgetUses.AsNoTracking().Where(use => use.Scope == scope && use.Environment == "").ToDictionaryAsync(use => use.Budget, use => use.TracedNanos, cancellation);
        var changed = new List<(BudgetId, long)>();
        foreach (var kind in budgets.GroupBy(budget => budget.Kind))
        {
            var told = await traced.OfDayAsync(kind.Key, now, cancellation);
            foreach (var budget in kind)
                if (told.GetValueOrDefault(budget.Name) is var nanos && nanos != known.GetValueOrDefault(budget.ToString())) changed.Add((budget, nanos));
        }

        return changed;
    }

    // Below the first step nobody is told, and whoever takes money aside looks for himself.
    private async Task<List<(string Agent, string Environment, string Run)>> ChangedRunsAsync(ConsoleDbContext db, DateTimeOffset now, CancellationToken cancellation)
    {
        var changed = new List<(string, string, string)>();
        foreach (var agent in agents.All.Where(agent => agent is { IsArchived: false, Document.Caps.PerRunUsdNanos: not null }))
        {
            var first = agent.Document.Caps.PerRunUsdNanos!.Value / BudgetSteps.Full * BudgetSteps.Warnings[0];
            var told = await traced.RunsFromAsync(agent.Name, Math.Max(1, first), now.AddHours(-SpendLimits.CarryRunHours), cancellation);
            if (told.Count == 0) continue;
            var budget = BudgetId.OfAgent(agent.Name).ToString();
            var scopes = told.Select(run => BudgetScope.OfRun(run.Run).ToString()).ToList();
            var known = await db.BudgetUses.AsNoTracking().Where(use => use.Budget == budget && scopes.Contains(use.Scope))
                .ToDictionaryAsync(use => (use.Environment, use.Scope), use => use.TracedNanos, cancellation);
            changed.AddRange(told.Where(run => known.GetValueOrDefault((run.Environment, BudgetScope.OfRun(run.Run).ToString())) != run.Nanos).Select(run => (agent.Name, run.Environment, run.Run)));
        }

        return changed;
    }
}
