using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Reads every budget with what is used of it today; whoever looks first gives back what is past its time.</summary>
public sealed class BudgetQuery(
    IDbContextFactory<ConsoleDbContext> contexts, AgentCache agents, PurseQuery purses, TracedSpendQuery traced, ExpireReservationsHandler expiry, TimeProvider clock)
{
    private const int RunsShownMax = 10;

    /// <summary>Agents that are not put away, then environments and workflows, by their ids.</summary>
    public async Task<IReadOnlyList<BudgetRow>> AfterAsync(string after, int count, CancellationToken cancellation)
    {
        await expiry.HandleAsync(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var budgets = await db.Budgets.AsNoTracking().OrderBy(budget => budget.Id).Take(SpendLimits.BudgetsMax).ToDictionaryAsync(budget => budget.Id, cancellation);
        var ids = agents.All.Where(agent => !agent.IsArchived).Select(agent => BudgetId.OfAgent(agent.Name).ToString()).Concat(budgets.Keys)
            .Where(id => string.CompareOrdinal(id, after) > 0).Order(StringComparer.Ordinal).Take(count).ToList();
        return await RowsAsync(db, ids, budgets, cancellation);
    }

    public async Task<BudgetRow?> FindAsync(BudgetId id, CancellationToken cancellation)
    {
        await expiry.HandleAsync(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var text = id.ToString();
        var budgets = await db.Budgets.AsNoTracking().Where(budget => budget.Id == text).ToDictionaryAsync(budget => budget.Id, cancellation);
        var isThere = id.Kind == BudgetKind.Agent ? agents.Find(id.Name) is { IsArchived: false } : budgets.ContainsKey(text);
        if (!isThere) return null;
        var row = (await RowsAsync(db, [text], budgets, cancellation))[0];
        return row with { Runs = await RunsAsync(db, row, cancellation) };
    }

    /// <summary>What is left for a proposal's agent, in its run and on this day.</summary>
    public async Task<SpendLeft> LeftAsync(Proposal proposal, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = clock.Instant();
        return (await purses.OfAsync(db, proposal.Agent, proposal.Environment, proposal.RunId, null, BudgetScope.DayOf(now), now, cancellation)).Left();
    }

    /// <summary>Which of these the caller may raise: for showing only what would be taken; the handler asks again inside its commit.</summary>
    public async Task<IReadOnlySet<BudgetId>> RaisableAsync(Caller caller, IEnumerable<BudgetId> ids, CancellationToken cancellation)
    {
        if (caller.MayEverywhere(Permission.RaiseBudgets)) return ids.ToHashSet();
        if (caller is not Caller.Person person || !person.May(Permission.RaiseBudgets)) return new HashSet<BudgetId>();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var address = await db.Users.Where(row => row.Id == person.Id.Value).Select(row => row.NormalizedEmail).SingleOrDefaultAsync(cancellation);
        return ids.Where(id => id.Kind == BudgetKind.Agent && agents.Find(id.Name)?.Dri is { } dri && NewPerson.Normalized(dri) == address).ToHashSet();
    }

    private async Task<IReadOnlyList<BudgetRow>> RowsAsync(
        ConsoleDbContext db, IReadOnlyList<string> ids, Dictionary<string, Budget> budgets, CancellationToken cancellation)
    {
        var now = clock.Instant();
        var day = BudgetScope.DayOf(now);
        var scope = BudgetScope.OfDay(day).ToString();
        var uses = await db.BudgetUses.AsNoTracking().Where(use => use.Scope == scope && use.Environment == "" && ids.Contains(use.Budget))
            .ToDictionaryAsync(use => use.Budget, cancellation);
        var raises = (await db.BudgetRaises.AsNoTracking().Where(raise => ids.Contains(raise.Budget) && raise.EndedAt == null && raise.Until > now)
            .OrderBy(raise => raise.Until).Take(SpendLimits.BudgetsMax).ToListAsync(cancellation)).ToLookup(raise => raise.Budget);
        // The day's counters are a little behind, and without a cap there are none.
        var told = await traced.OfDayAsync([.. ids.Select(text => BudgetId.TryParse(text, out var id) && id.Kind == BudgetKind.Agent ? id.Name : null).OfType<string>()], now, cancellation);
        return [.. ids.Select(RowOf)];

        BudgetRow RowOf(string text)
        {
            if (!BudgetId.TryParse(text, out var id)) throw new InvalidOperationException($"{text} is no budget.");
            var caps = id.Kind == BudgetKind.Agent ? agents.Find(id.Name)?.Document.Caps ?? AgentCaps.None : AgentCaps.None;
            var budget = budgets.GetValueOrDefault(text);
            var use = uses.GetValueOrDefault(text);
            var inForce = raises[text].ToList();
            return new(
                id,
                id.Kind == BudgetKind.Agent ? new(caps.PerRunUsdNanos, RaisedBy(inForce, CapPeriod.Run)) : null,
                new(budget?.PerDayUsdNanos ?? caps.PerDayUsdNanos, RaisedBy(inForce, CapPeriod.Day), use?.ReservedNanos ?? 0, use?.SettledNanos ?? 0, Math.Max(use?.TracedNanos ?? 0, id.Kind == BudgetKind.Agent ? told.GetValueOrDefault(id.Name) : 0)),
                day, budget?.Version, inForce, []);
        }
    }

    private static long RaisedBy(IEnumerable<BudgetRaise> raises, CapPeriod period) =>
        raises.Where(raise => raise.Period == period).Aggregate(0L, (sum, raise) => Math.Min(SpendLimits.UseNanosMax, sum + raise.AmountNanos));

    private static async Task<IReadOnlyList<RunUse>> RunsAsync(ConsoleDbContext db, BudgetRow row, CancellationToken cancellation)
    {
        if (row.PerRun is not { } cap) return [];
        const string Prefix = "run:";
        var budget = row.Id.ToString();
        var uses = await db.BudgetUses.AsNoTracking().Where(use => use.Budget == budget && use.Scope.StartsWith(Prefix))
            .OrderByDescending(use => use.TouchedAt).ThenBy(use => use.Scope).Take(RunsShownMax).ToListAsync(cancellation);
        return [.. uses.Select(use => new RunUse(use.Scope[Prefix.Length..], use.Environment,
            new(cap.CapNanos, cap.RaisedByNanos, use.ReservedNanos, use.SettledNanos, use.TracedNanos)))];
    }
}
