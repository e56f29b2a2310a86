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

        return await transaction.RunAsync(() => Task.FromResult(secrets.New()), async (db, secret, inner) =>
            await FindAsync(db, agent, inner) ?? Add(db, new Caller.Server(), agent, secret.Kept), cancellation);
    }

    /// <summary>Inside a transaction, for an agent that has none; the secret was sealed before it began.</summary>
    public WebhookEndpoint Add(ConsoleDbContext db, Caller caller, string agent, byte[] kept)
    {
        var now = clock.Instant();
        var endpoint = new WebhookEndpoint { Id = WebhookEndpointId.New(now), Url = "", Agent = agent, SealedSecret = kept, CreatedAt = now };
        db.WebhookEndpoints.Add(endpoint);
        ledger.Append(db, caller, new CallbackSecretIssued(endpoint.Id, agent));
        return endpoint;
    }

    internal static Task<WebhookEndpoint?> FindAsync(ConsoleDbContext db, string agent, CancellationToken cancellation) =>
        db.WebhookEndpoints.AsNoTracking().SingleOrDefaultAsync(row => row.Agent == agent, cancellation);
}
