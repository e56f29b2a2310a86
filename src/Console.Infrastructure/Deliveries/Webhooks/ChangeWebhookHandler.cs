using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Infrastructure.Deliveries.Guard;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>Changes an endpoint; what is in the outbox already keeps the address it was put there with.</summary>
public sealed class ChangeWebhookHandler(ConsoleTransaction transaction, LedgerWriter ledger, AddressGuard guard, TimeProvider clock)
{
    public async Task<WebhookOutcome> HandleAsync(ChangeWebhook command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ManageDeliveries)) return new WebhookOutcome.RoleMissing(Permission.ManageDeliveries);
        if (command.Form.Faults(guard) is { Count: > 0 } faults) return new WebhookOutcome.Malformed(faults);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<WebhookOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await db.WebhookEndpoints.SingleOrDefaultAsync(row => row.Id == command.Id && row.Form == BodyForm.Standard, inner) is not { } endpoint)
                return new WebhookOutcome.Unknown();
            if (endpoint.Agent is not null) return new WebhookOutcome.NoAddress();

            (endpoint.Url, endpoint.Description, endpoint.EventTypes) = (command.Form.Url, command.Form.Description, command.Form.Subscribed);
            if (command.IsDisabled && !endpoint.IsDisabled) endpoint.Disable("Switched off by a person.", clock.Instant());
            else if (!command.IsDisabled) (endpoint.DisabledAt, endpoint.DisabledReason) = (null, null);
            endpoint.Version++;
            if (!endpoint.Wants(EventType.AlertFired)) await AlertRuleChannels.ForgetAsync(db, ledger, command.Caller, endpoint.Id, clock.Instant(), inner);
            ledger.Append(db, command.Caller, new WebhookChanged(endpoint.Id, endpoint.Origin, endpoint.EventTypes, endpoint.IsDisabled));
            return new WebhookOutcome.Done(endpoint.Id);
        }
    }
}
