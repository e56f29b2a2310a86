using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>The channels that rules name, kept in step with those there are: a rule that named one that is gone could not be saved any more.</summary>
internal static class AlertRuleChannels
{
    /// <summary>Takes a channel that hears of alerts no more out of every rule; inside a transaction.</summary>
    public static async Task ForgetAsync(ConsoleDbContext db, LedgerWriter ledger, Caller caller, WebhookEndpointId id, DateTimeOffset now, CancellationToken cancellation)
    {
        var rules = await db.AlertRules.Where(rule => rule.Channels != "").Take(AlertLimits.RulesMax).ToListAsync(cancellation);
        foreach (var rule in rules.Where(rule => rule.Names(id)))
        {
            rule.Forget(id, now);
            ledger.Append(db, caller, new AlertRuleChanged(rule));
        }
    }
}
