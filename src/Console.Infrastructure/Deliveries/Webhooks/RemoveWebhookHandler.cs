using AgentConsole.Domain;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>Erases an endpoint, since a secret that is not used is better not kept; its past deliveries stay.</summary>
public sealed class RemoveWebhookHandler(ConsoleTransaction transaction, LedgerWriter ledger, TimeProvider clock)
{
    public async Task<WebhookOutcome> HandleAsync(RemoveWebhook command, CancellationToken cancellation)
    {
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<WebhookOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await db.WebhookEndpoints.SingleOrDefaultAsync(row => row.Id == command.Id && row.Form == BodyForm.Standard, inner) is not { } endpoint)
                return new WebhookOutcome.Unknown();
            if (!command.Caller.May(endpoint.Needs)) return new WebhookOutcome.RoleMissing(endpoint.Needs);
            if (endpoint.Agent is { } agent && !await AgentRights.ReachAsync(db, command.Caller, endpoint.Needs, agent, inner))
                return new WebhookOutcome.NotYourAgent();

            await AlertRuleChannels.ForgetAsync(db, ledger, command.Caller, endpoint.Id, clock.Instant(), inner);
            db.WebhookEndpoints.Remove(endpoint);
            ledger.Append(db, command.Caller, new WebhookRemoved(endpoint.Id, endpoint.Agent ?? endpoint.Origin));
            return new WebhookOutcome.Done(endpoint.Id);
        }
    }
}
