using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Takes a raise back before its time; whoever may raise that budget may do so. What was reserved under it stays reserved.</summary>
public sealed class EndRaiseHandler(ConsoleTransaction transaction, LedgerWriter ledger, TimeProvider clock)
{
    public async Task<BudgetOutcome> HandleAsync(Caller caller, BudgetId budget, RaiseId id, CancellationToken cancellation)
    {
        if (!caller.May(Permission.RaiseBudgets)) return new BudgetOutcome.RoleMissing(Permission.RaiseBudgets);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<BudgetOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var of = budget.ToString();
            if (!await RaiseBudgetHandler.MayRaiseAsync(db, caller, budget, inner)) return new BudgetOutcome.NotYourAgent();
            if (await db.BudgetRaises.SingleOrDefaultAsync(row => row.Id == id && row.Budget == of, inner) is not { } raise) return new BudgetOutcome.NotFound();
            if (raise.TryEnd(clock.Instant())) ledger.Append(db, caller, new BudgetRaiseEnded(id, of));
            return new BudgetOutcome.RaiseEnded(id);
        }
    }
}
