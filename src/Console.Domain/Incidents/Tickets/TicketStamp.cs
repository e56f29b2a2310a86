using AgentConsole.Domain.Deliveries;

namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>The delivery that a ticket goes out under, and when: what a signature needs.</summary>
public readonly record struct TicketStamp(DeliveryId Delivery, DateTimeOffset EventAt, DateTimeOffset SentAt);
