using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Guard;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>Registers an endpoint and shows its secret, once.</summary>
public sealed class RegisterWebhookHandler(
    ConsoleTransaction transaction, LedgerWriter ledger, AddressGuard guard, WebhookSecrets secrets, TimeProvider clock)
{
    public async Task<WebhookOutcome> HandleAsync(RegisterWebhook command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ManageDeliveries)) return new WebhookOutcome.RoleMissing(Permission.ManageDeliveries);
        if (command.Form.Faults(guard) is { Count: > 0 } faults) return new WebhookOutcome.Malformed(faults);
        return await transaction.RunAsync(() => Task.FromResult(secrets.New()), CommitAsync, cancellation);

        async Task<WebhookOutcome> CommitAsync(ConsoleDbContext db, (WebhookSecret Shown, byte[] Kept) secret, CancellationToken inner)
        {
            if (await db.WebhookEndpoints.CountAsync(row => row.Agent == null, inner) >= DeliveriesLimits.EndpointsMax)
                return new WebhookOutcome.TooMany(DeliveriesLimits.EndpointsMax);

            var now = clock.Instant();
            var endpoint = new WebhookEndpoint
            {
                Id = WebhookEndpointId.New(now),
                Url = command.Form.Url,
                Description = command.Form.Description,
                EventTypes = command.Form.Subscribed,
                SealedSecret = secret.Kept,
                CreatedAt = now
            };
            db.WebhookEndpoints.Add(endpoint);
            ledger.Append(db, command.Caller, new WebhookRegistered(endpoint.Id, endpoint.Origin, endpoint.EventTypes));
            return new WebhookOutcome.SecretShown(endpoint.Id, secret.Shown);
        }
    }
}
