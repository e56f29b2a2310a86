using AgentConsole.Domain;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>Makes a new secret and shows it, once; for a day the one before signs too.</summary>
public sealed class RotateWebhookSecretHandler(ConsoleTransaction transaction, LedgerWriter ledger, WebhookSecrets secrets, TimeProvider clock)
{
    public async Task<WebhookOutcome> HandleAsync(RotateWebhookSecret command, CancellationToken cancellation)
    {
        return await transaction.RunAsync(() => Task.FromResult(secrets.New()), CommitAsync, cancellation);

        async Task<WebhookOutcome> CommitAsync(ConsoleDbContext db, (WebhookSecret Shown, byte[] Kept) secret, CancellationToken inner)
        {
            if (await db.WebhookEndpoints.SingleOrDefaultAsync(row => row.Id == command.Id && row.Form == BodyForm.Standard, inner) is not { } endpoint)
                return new WebhookOutcome.Unknown();
            if (!command.Caller.May(endpoint.Needs)) return new WebhookOutcome.RoleMissing(endpoint.Needs);
            if (endpoint.Agent is { } agent && !await AgentRights.ReachAsync(db, command.Caller, endpoint.Needs, agent, inner))
                return new WebhookOutcome.NotYourAgent();

            var previousUntil = clock.Instant().AddHours(DeliveriesLimits.RotationHours);
            endpoint.Rotate(secret.Kept, previousUntil);
            ledger.Append(db, command.Caller, new WebhookSecretRotated(endpoint.Id, previousUntil));
            return new WebhookOutcome.SecretShown(endpoint.Id, secret.Shown);
        }
    }
}
