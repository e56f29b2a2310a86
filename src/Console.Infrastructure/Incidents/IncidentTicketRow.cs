using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Infrastructure.Deliveries;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>A ticket of an incident with how far it got and what the last attempts said.</summary>
public sealed record IncidentTicketRow(IncidentTicket Ticket, DeliveryRow Delivery, IReadOnlyList<DeliveryAttempt> Attempts);
