using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Removes a rule; its alerts stay, and those that are open end when they are quiet.</summary>
public sealed class RemoveAlertRuleHandler(ConsoleTransaction transaction, LedgerWriter ledger)
{
    public async Task<AlertRuleOutcome> HandleAsync(Caller caller, AlertRuleId id, CancellationToken cancellation)
    {
        if (!caller.May(Permission.WriteAlertRules)) return new AlertRuleOutcome.RoleMissing(Permission.WriteAlertRules);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<AlertRuleOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await db.AlertRules.SingleOrDefaultAsync(row => row.Id == id, inner) is not { } rule) return new AlertRuleOutcome.Unknown();
            db.AlertRules.Remove(rule);
            ledger.Append(db, caller, new AlertRuleRemoved(rule));
            return new AlertRuleOutcome.Removed();
        }
    }
}
