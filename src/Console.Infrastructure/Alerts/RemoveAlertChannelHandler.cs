using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>
/// Removes an address that hears of alerts, and its name from every rule. A rule that named no other then tells all there are: nobody loses
/// an alert because a channel was removed.
/// </summary>
public sealed class RemoveAlertChannelHandler(ConsoleTransaction transaction, LedgerWriter ledger, TimeProvider clock)
{
    public async Task<WebhookOutcome> HandleAsync(Caller caller, WebhookEndpointId id, CancellationToken cancellation)
    {
        if (!caller.May(Permission.ManageDeliveries)) return new WebhookOutcome.RoleMissing(Permission.ManageDeliveries);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<WebhookOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await db.WebhookEndpoints.SingleOrDefaultAsync(row => row.Id == id && row.Agent == null, inner) is not { } endpoint
                || !endpoint.Wants(EventType.AlertFired)) return new WebhookOutcome.Unknown();
            var now = clock.Instant();
            foreach (var rule in (await db.AlertRules.Where(rule => rule.Channels != "").Take(AlertLimits.RulesMax).ToListAsync(inner)).Where(rule => rule.Names(id)))
            {
                rule.Forget(id, now);
                ledger.Append(db, caller, new AlertRuleChanged(rule));
            }

            db.WebhookEndpoints.Remove(endpoint);
            ledger.Append(db, caller, new WebhookRemoved(endpoint.Id, endpoint.Origin));
            return new WebhookOutcome.Done(endpoint.Id);
        }
    }
}
