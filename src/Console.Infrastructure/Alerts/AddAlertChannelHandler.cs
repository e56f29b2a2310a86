using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Guard;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Registers an address that hears of alerts alone; of Slack and Teams it is itself the secret, and lies sealed.</summary>
public sealed class AddAlertChannelHandler(ConsoleTransaction transaction, LedgerWriter ledger, AddressGuard guard, WebhookSecrets secrets, TimeProvider clock)
{
    public async Task<WebhookOutcome> HandleAsync(AddAlertChannel command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ManageDeliveries)) return new WebhookOutcome.RoleMissing(Permission.ManageDeliveries);
        var form = new WebhookForm(command.Url, command.Name, [EventType.AlertFired, EventType.AlertResolved]);
        if (form.Faults(guard) is { Count: > 0 } faults) return new WebhookOutcome.Malformed(faults);
        return await transaction.RunAsync(() => Task.FromResult((Secret: secrets.New(), Url: secrets.Seal(command.Url))), CommitAsync, cancellation);

        async Task<WebhookOutcome> CommitAsync(ConsoleDbContext db, ((WebhookSecret Shown, byte[] Kept) Secret, byte[] Url) made, CancellationToken inner)
        {
            if (await db.WebhookEndpoints.CountAsync(row => row.Agent == null, inner) >= DeliveriesLimits.EndpointsMax)
                return new WebhookOutcome.TooMany(DeliveriesLimits.EndpointsMax);

            var now = clock.Instant();
            var isSigned = command.Form == BodyForm.Standard;
            var endpoint = new WebhookEndpoint
            {
                Id = WebhookEndpointId.New(now),
                Url = isSigned ? command.Url : WebhookEndpoint.OriginOf(command.Url),
                Form = command.Form,
                SealedUrl = isSigned ? null : made.Url,
                Description = command.Name,
                EventTypes = form.Subscribed,
                SealedSecret = made.Secret.Kept,
                CreatedAt = now,
            };
            db.WebhookEndpoints.Add(endpoint);
            ledger.Append(db, command.Caller, new WebhookRegistered(endpoint.Id, endpoint.Origin, endpoint.EventTypes));
            return isSigned ? new WebhookOutcome.SecretShown(endpoint.Id, made.Secret.Shown) : new WebhookOutcome.Done(endpoint.Id);
        }
    }
}
