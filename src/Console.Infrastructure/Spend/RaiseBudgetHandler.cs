using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Raises a cap for a while: the DRI that of an agent of theirs, security any.</summary>
public sealed class RaiseBudgetHandler(ConsoleTransaction transaction, StandingQuery standings, LedgerWriter ledger, TimeProvider clock)
{
    public async Task<BudgetOutcome> HandleAsync(RaiseBudget command, CancellationToken cancellation)
    {
        if (command.Caller is not Caller.Person person || !person.May(Permission.RaiseBudgets)) return new BudgetOutcome.RoleMissing(Permission.RaiseBudgets);
        if (FaultsOf(command).ToList() is { Count: > 0 } faults) return new BudgetOutcome.Malformed(faults);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<BudgetOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (!await MayRaiseAsync(db, person, command.Budget, inner)) return new BudgetOutcome.NotYourAgent();
            var (isThere, cap) = await CapAsync(db, command, inner);
            if (!isThere) return new BudgetOutcome.NotFound();
            if (cap is null) return new BudgetOutcome.NoCap();

            var (id, now) = (command.Budget.ToString(), clock.Instant());
            if (await db.BudgetRaises.CountAsync(row => row.Budget == id && row.EndedAt == null && row.Until > now, inner) >= SpendLimits.RaisesMax) return new BudgetOutcome.Full();
            var raise = new BudgetRaise
            {
                Id = RaiseId.New(now),
                Budget = id,
                Period = command.Period,
                AmountNanos = command.AmountNanos,
                Reason = command.Reason.Trim(),
                RaisedById = person.Id,
                RaisedByName = person.DisplayName,
                RaisedAt = now,
                Until = now.AddSeconds(command.Seconds),
            };
            db.BudgetRaises.Add(raise);
            ledger.Append(db, person, new BudgetRaised(raise));
            return new BudgetOutcome.Raised(raise);
        }
    }

    // Who answers for one agent does not answer for what others spend too.
    internal static async Task<bool> MayRaiseAsync(ConsoleDbContext db, Caller caller, BudgetId budget, CancellationToken cancellation) =>
        budget.Kind == BudgetKind.Agent
            ? await AgentRights.ReachAsync(db, caller, Permission.RaiseBudgets, budget.Name, cancellation)
            : caller.MayEverywhere(Permission.RaiseBudgets);

    private async Task<(bool IsThere, long? Cap)> CapAsync(ConsoleDbContext db, RaiseBudget command, CancellationToken cancellation)
    {
        if (command.Budget.Kind != BudgetKind.Agent)
        {
            var id = command.Budget.ToString();
            var budget = await db.Budgets.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);
            return (budget is not null, command.Period == CapPeriod.Day ? budget?.PerDayUsdNanos : null);
        }

        if (await standings.FindAsync(db, command.Budget.Name, cancellation) is not { IsArchived: false } agent) return (false, null);
        return (true, command.Period == CapPeriod.Run ? agent.Document.Caps.PerRunUsdNanos : agent.Document.Caps.PerDayUsdNanos);
    }

    private static IEnumerable<Fault> FaultsOf(RaiseBudget command)
    {
        if (command.AmountNanos is <= 0 or > SpendLimits.AmountNanosMax) yield return new("/amount", "out_of_bounds", "More than nothing, and at most a million.");
        if (command.Seconds is < SpendLimits.RaiseSecondsMin or > SpendLimits.RaiseSecondsMax)
            yield return new("/expires_in_s", "out_of_bounds", $"From {SpendLimits.RaiseSecondsMin} to {SpendLimits.RaiseSecondsMax} seconds.");
        if (command.Reason.Trim().Length is 0 or > SpendLimits.ReasonLengthMax)
            yield return new("/reason", "required", $"Say why, in at most {SpendLimits.ReasonLengthMax} characters.");
    }
}
