using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Spend;

/// <summary>Keeps what a workflow or an environment may spend on a day; what is used of the day already counts.</summary>
public sealed class SaveBudgetHandler(ConsoleTransaction transaction, BudgetDesk desk)
{
    public async Task<BudgetOutcome> HandleAsync(SaveBudget command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.WriteBudgets)) return new BudgetOutcome.RoleMissing(Permission.WriteBudgets);
        if (command.Id is { Kind: BudgetKind.Agent }) return new BudgetOutcome.InAgentDocument();
        if (BudgetTerms.Parse(command.Document, out var faults) is not { } terms) return new BudgetOutcome.Malformed(faults);
        if (command.Id is { } named && named != terms.Id)
            return new BudgetOutcome.Malformed([new("/" + WireName.Of(terms.Id.Kind), "fixed", $"This is the budget {named}.")]);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<BudgetOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var id = terms.Id.ToString();
            var budget = await db.Budgets.SingleOrDefaultAsync(row => row.Id == id, inner);
            if (command.Id is null && budget is not null) return new BudgetOutcome.Taken(terms.Id);
            if (command.Id is not null && budget is null) return new BudgetOutcome.NotFound();
            if (command.Seen is { } seen && budget is not null && seen != budget.Version) return new BudgetOutcome.Stale(budget.Version);
            return await desk.SaveAsync(db, command.Caller, budget, terms, inner);
        }
    }
}
