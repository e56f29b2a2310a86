using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Persistence;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>Puts the ticket of an incident before its target, in the transaction that wants it.</summary>
internal static class TicketOrders
{
    public static IncidentTicket OrderTicket(this ConsoleDbContext db, Incident incident, TicketTarget target, DateTimeOffset now)
    {
        var delivery = OutboxItem.ToTicket(target, now);
        var ticket = new IncidentTicket
        {
            DeliveryId = delivery.Id,
            IncidentId = incident.Id,
            TargetId = target.Id,
            TargetName = target.Name,
            Kind = target.Kind,
            CreatedAt = now,
        };
        db.Outbox.Add(delivery);
        db.IncidentTickets.Add(ticket);
        return ticket;
    }
}
