using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>
/// The secret that signs an agent's callbacks. An agent that nobody gave one gets one when the first callback leaves:
/// nothing leaves unsigned, and a person can rotate it to see the next.
/// </summary>
public sealed class CallbackSecrets(
    ConsoleTransaction transaction, IDbContextFactory<ConsoleDbContext> contexts, LedgerWriter ledger, WebhookSecrets secrets, TimeProvider clock)
{
    public async Task<WebhookEndpoint> EnsureAsync(string agent, CancellationToken cancellation)
    {
        await using (var db = await contexts.CreateDbContextAsync(cancellation))
            if (await FindAsync(db, agent, cancellation) is { } found) return found;

        return await transaction.RunAsync(async (db, inner) =>
            await FindAsync(db, agent, inner) ?? Add(db, new Caller.Server(), agent).Endpoint, cancellation);
    }

    /// <summary>Inside a transaction, for an agent that has none; the secret is what a person may be shown, once.</summary>
    public (WebhookEndpoint Endpoint, WebhookSecret Secret) Add(ConsoleDbContext db, Caller caller, string agent)
    {
        var (shown, kept) = secrets.New();
        var now = clock.Instant();
        var endpoint = new WebhookEndpoint { Id = WebhookEndpointId.New(now), Url = "", Agent = agent, SealedSecret = kept, CreatedAt = now };
        db.WebhookEndpoints.Add(endpoint);
        ledger.Append(db, caller, new CallbackSecretIssued(endpoint.Id, agent));
        return (endpoint, shown);
    }

    internal static Task<WebhookEndpoint?> FindAsync(ConsoleDbContext db, string agent, CancellationToken cancellation) =>
        db.WebhookEndpoints.AsNoTracking().SingleOrDefaultAsync(row => row.Agent == agent, cancellation);
}
