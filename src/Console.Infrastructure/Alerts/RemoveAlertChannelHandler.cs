using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>
/// Removes an address that hears of alerts, and its name from every rule. A rule that named no other then tells all there are: nobody loses
/// an alert because a channel was removed. A webhook that hears of other things too stays, and hears of those alone.
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
            await AlertRuleChannels.ForgetAsync(db, ledger, caller, id, clock.Instant(), inner);
            if (endpoint.HearsMoreThanAlerts)
            {
                endpoint.EventTypes = string.Join(',', endpoint.EventTypes.Split(',').Where(type => !EventType.IsOfAlert(type)));
                endpoint.Version++;
                ledger.Append(db, caller, new WebhookChanged(endpoint.Id, endpoint.Origin, endpoint.EventTypes, endpoint.IsDisabled));
                return new WebhookOutcome.Done(endpoint.Id);
            }

            db.WebhookEndpoints.Remove(endpoint);
            ledger.Append(db, caller, new WebhookRemoved(endpoint.Id, endpoint.Origin));
            return new WebhookOutcome.Done(endpoint.Id);
        }
    }
}
