using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Takes a budget away: nothing bounds what it bounded, except the caps of the agents themselves.</summary>
public sealed class RemoveBudgetHandler(ConsoleTransaction transaction, BudgetDesk desk)
{
    public async Task<BudgetOutcome> HandleAsync(Caller caller, BudgetId id, CancellationToken cancellation)
    {
        if (!caller.May(Permission.WriteBudgets)) return new BudgetOutcome.RoleMissing(Permission.WriteBudgets);
        if (id.Kind == BudgetKind.Agent) return new BudgetOutcome.InAgentDocument();
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<BudgetOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var text = id.ToString();
            if (await db.Budgets.SingleOrDefaultAsync(row => row.Id == text, inner) is not { } budget) return new BudgetOutcome.NotFound();
            desk.Remove(db, caller, budget);
            return new BudgetOutcome.Removed(id);
        }
    }
}
