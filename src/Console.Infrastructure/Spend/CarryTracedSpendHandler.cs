using AgentConsole.Domain;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>
/// Brings the counters of agents' own caps up to what their runs told that they cost, and says it where that reaches a step. Budgets that
/// agents share are left alone: what one of them tells must not hold back the others.
/// </summary>
public sealed class CarryTracedSpendHandler(
    IDbContextFactory<ConsoleDbContext> contexts, ConsoleTransaction transaction, AgentCache agents, TracedSpendQuery traced, PurseQuery purses,
    BudgetNotices notices, ChangeFeed feed, TimeProvider clock)
{
    /// <summary>Answers how many counters changed; writes nothing where none has.</summary>
    public async Task<int> HandleAsync(CancellationToken cancellation)
    {
        var now = clock.Instant();
        var changed = await ChangedAsync([.. await DaysAsync(now, cancellation), .. await RunsAsync(now, cancellation)], cancellation);
        foreach (var piece in changed.Chunk(SpendLimits.CarryBatchMax))
            await transaction.RunAsync(async (db, inner) =>
            {
                List<SpendLine> lines = [];
                foreach (var told in piece)
                    if (await purses.OfAgentAsync(db, told.Agent, told.Environment, told.Scope, now, inner) is { } line && line.Use.Trace(told.Nanos, now)) lines.Add(line);
                await notices.TellAsync(db, new Purse(lines), null, now, inner);
                return lines.Count;
            }, cancellation);
        if (changed.Count > 0) feed.Publish([Topic.Budgets]);
        return changed.Count;
    }

    private async Task<IEnumerable<ToldSpend>> DaysAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var capped = agents.All.Where(agent => agent is { IsArchived: false, Document.Caps.PerDayUsdNanos: not null }).Select(agent => agent.Name).ToList();
        var day = BudgetScope.OfDay(BudgetScope.DayOf(now));
        return (await traced.OfDayAsync(capped, now, cancellation)).Select(told => new ToldSpend(told.Key, "", day, told.Value));
    }

    private async Task<IEnumerable<ToldSpend>> RunsAsync(DateTimeOffset now, CancellationToken cancellation) =>
        from run in await traced.RunsSinceAsync(now.AddMinutes(-SpendLimits.CarryRunMinutes), cancellation)
        where agents.Find(run.Agent) is { IsArchived: false } agent
            && (agent.Document.Caps.PerRunUsdNanos is not null || run.Run.StartsWith(ScheduledRun.NamePrefix, StringComparison.Ordinal))
        select new ToldSpend(run.Agent, run.Environment, BudgetScope.OfRun(run.Run), run.Nanos);

    private async Task<List<ToldSpend>> ChangedAsync(IReadOnlyList<ToldSpend> told, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var changed = new List<ToldSpend>();
        foreach (var piece in told.Chunk(SpendLimits.CarryBatchMax))
        {
            var (budgets, scopes) = (piece.Select(one => one.Budget).Distinct().ToList(), piece.Select(one => one.Scope.ToString()).Distinct().ToList());
            var known = await db.BudgetUses.AsNoTracking().Where(use => budgets.Contains(use.Budget) && scopes.Contains(use.Scope))
                .ToDictionaryAsync(use => (use.Budget, use.Environment, use.Scope), use => use.TracedNanos, cancellation);
            changed.AddRange(piece.Where(one => one.Nanos > known.GetValueOrDefault((one.Budget, one.Environment, one.Scope.ToString()))));
        }

        return changed;
    }

    private sealed record ToldSpend(string Agent, string Environment, BudgetScope Scope, long Nanos)
    {
        public string Budget => BudgetId.OfAgent(Agent).ToString();
    }
}
