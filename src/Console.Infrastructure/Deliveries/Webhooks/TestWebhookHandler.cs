using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>Puts a test message in the outbox, which then goes the way of every other.</summary>
public sealed class TestWebhookHandler(ConsoleTransaction transaction, LedgerWriter ledger, TimeProvider clock)
{
    public async Task<WebhookOutcome> HandleAsync(TestWebhook command, CancellationToken cancellation)
    {
        if (!command.Caller.May(Permission.ManageDeliveries)) return new WebhookOutcome.RoleMissing(Permission.ManageDeliveries);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<WebhookOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await db.WebhookEndpoints.AsNoTracking().SingleOrDefaultAsync(row => row.Id == command.Id, inner) is not { } endpoint)
                return new WebhookOutcome.Unknown();
            if (endpoint.Agent is not null) return new WebhookOutcome.NoAddress();

            var delivery = OutboxItem.ToEndpoint(endpoint, EventType.WebhookTest, null, clock.Instant());
            db.Outbox.Add(delivery);
            ledger.Append(db, command.Caller, new WebhookTested(endpoint.Id, delivery.Id));
            return new WebhookOutcome.TestQueued(delivery.Id);
        }
    }
}
