using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Writes the budgets of workflows and environments inside a transaction.</summary>
public sealed class BudgetDesk(LedgerWriter ledger, TimeProvider clock)
{
    internal async Task<BudgetOutcome> SaveAsync(ConsoleDbContext db, Caller caller, Budget? budget, BudgetTerms terms, CancellationToken cancellation)
    {
        if (budget is not null && budget.PerDayUsdNanos == terms.PerDayUsdNanos) return new BudgetOutcome.Unchanged(budget);
        if (budget is null && await db.Budgets.CountAsync(cancellation) >= SpendLimits.BudgetsMax) return new BudgetOutcome.Full();
        var (before, now) = (budget?.PerDayUsdNanos, clock.Instant());
        if (budget is null)
        {
            db.Budgets.Add(budget = new() { Id = terms.Id.ToString(), Kind = terms.Id.Kind, Name = terms.Id.Name, PerDayUsdNanos = terms.PerDayUsdNanos, ChangedAt = now });
        }
        else
        {
            (budget.PerDayUsdNanos, budget.ChangedAt) = (terms.PerDayUsdNanos, now);
            budget.Version++;
        }

        ledger.Append(db, caller, new BudgetChanged(terms.Id, before, terms.PerDayUsdNanos));
        return new BudgetOutcome.Saved(budget, before is null);
    }

    internal void Remove(ConsoleDbContext db, Caller caller, Budget budget)
    {
        db.Budgets.Remove(budget);
        ledger.Append(db, caller, new BudgetChanged(new(budget.Kind, budget.Name), budget.PerDayUsdNanos, null));
    }
}
