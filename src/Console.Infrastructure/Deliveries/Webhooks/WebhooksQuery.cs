using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Deliveries.Webhooks;

/// <summary>Lists the registered endpoints and the agents' callback secrets, without any secret; those of others' shapes are channels of alerts.</summary>
public sealed class WebhooksQuery(IDbContextFactory<ConsoleDbContext> contexts)
{
    public async Task<Page<WebhookRow>> ListAsync(PageCursor? after, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = db.WebhookEndpoints.AsNoTracking().Where(row => row.Form == BodyForm.Standard);
        if (after is { } cursor) rows = rows.Where(row => row.CreatedAt <= cursor.At);
        var found = await rows.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id)
            .Skip(after?.Seen ?? 0).Take(limit + 1).ToListAsync(cancellation);
        return Page.Of(found.ConvertAll(Row), limit, row => row.CreatedAt, after);
    }

    /// <summary>The registered endpoints, the newest first.</summary>
    public async Task<IReadOnlyList<WebhookRow>> EndpointsAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await db.WebhookEndpoints.AsNoTracking().Where(row => row.Agent == null && row.Form == BodyForm.Standard)
            .OrderByDescending(row => row.CreatedAt).Take(DeliveriesLimits.EndpointsMax).ToListAsync(cancellation);
        return found.ConvertAll(Row);
    }

    /// <summary>Which agents have a callback secret, by name.</summary>
    public async Task<IReadOnlyList<WebhookRow>> CallbackSecretsAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await db.WebhookEndpoints.AsNoTracking().Where(row => row.Agent != null)
            .OrderBy(row => row.Agent).Take(DeliveriesLimits.EndpointsMax).ToListAsync(cancellation);
        return found.ConvertAll(Row);
    }

    public async Task<WebhookRow?> FindAsync(WebhookEndpointId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.WebhookEndpoints.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Form == BodyForm.Standard, cancellation) is { } found ? Row(found) : null;
    }

    private static WebhookRow Row(WebhookEndpoint endpoint) => new(endpoint.Id, endpoint.Url, endpoint.Agent, endpoint.Description,
        endpoint.EventTypes.Length == 0 ? [] : endpoint.EventTypes.Split(','), endpoint.PreviousSecretUntil,
        endpoint.DisabledAt, endpoint.DisabledReason, endpoint.CreatedAt);
}
