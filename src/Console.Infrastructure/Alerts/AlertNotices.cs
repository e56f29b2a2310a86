using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Alerts.Notices;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Mail;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Puts word of an alert before everybody who is to hear of it, in the transaction that made it so.</summary>
internal sealed class AlertNotices(ReviewLinks links, MailOptions mail)
{
    /// <param name="channels">Ids of channels, separated by commas; empty means all there are.</param>
    public async Task TellAsync(ConsoleDbContext db, Alert alert, string channels, string eventType, DateTimeOffset now, CancellationToken cancellation)
    {
        var data = AlertNotice.Of(eventType, alert, links).ToData();
        var named = channels.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var endpoints = await db.WebhookEndpoints.AsNoTracking().Where(endpoint => endpoint.Agent == null && endpoint.DisabledAt == null)
            .OrderBy(endpoint => endpoint.CreatedAt).Take(DeliveriesLimits.EndpointsMax).ToListAsync(cancellation);
        endpoints.RemoveAll(endpoint => !endpoint.Wants(eventType));
        var owner = mail.IsOn ? await OwnerAsync(db, alert, cancellation) : null;
        var wanted = endpoints.FindAll(endpoint => named.Contains(endpoint.Id.ToString()));
        var mailed = named.Contains(AlertTerms.MailChannel) ? owner : null;
        // Where nothing that is named is left, all there are hear of it: an alert is not lost because a channel was removed or switched off.
        if (wanted.Count == 0 && mailed is null) (wanted, mailed) = (endpoints, owner);
        foreach (var endpoint in wanted) db.Outbox.Add(OutboxItem.OfAlert(alert.Id, eventType, data, now, endpoint));
        if (mailed is not null) db.Outbox.Add(OutboxItem.OfAlert(alert.Id, eventType, data, now, mailed));
    }

    private static async Task<Person?> OwnerAsync(ConsoleDbContext db, Alert alert, CancellationToken cancellation)
    {
        if (alert.Owner is not { } email) return null;
        var address = NewPerson.Normalized(email);
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(person => person.NormalizedEmail == address && !person.IsDisabled, cancellation);
    }
}
