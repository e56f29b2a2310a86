using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Lists the addresses that hear of alerts.</summary>
public sealed class AlertChannelQuery(IDbContextFactory<ConsoleDbContext> contexts)
{
    public async Task<IReadOnlyList<AlertChannelRow>> ListAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var endpoints = await db.WebhookEndpoints.AsNoTracking().Where(endpoint => endpoint.Agent == null)
            .OrderBy(endpoint => endpoint.CreatedAt).Take(DeliveriesLimits.EndpointsMax).ToListAsync(cancellation);
        return
        [
            .. endpoints.Where(endpoint => endpoint.Wants(EventType.AlertFired)).Select(endpoint => new AlertChannelRow(
                endpoint.Id, endpoint.Form, endpoint.Description, endpoint.Url, endpoint.DisabledAt, endpoint.DisabledReason, endpoint.CreatedAt, endpoint.HearsMoreThanAlerts)),
        ];
    }
}
