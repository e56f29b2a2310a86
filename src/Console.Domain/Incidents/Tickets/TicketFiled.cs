using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>A ticket of an incident is in its target.</summary>
public sealed record TicketFiled(IncidentTicket Ticket, DeliveryId Delivery) : LedgerRecord
{
    public override string Kind => "ticket_filed";

    public override string Subject => "incident:" + Ticket.IncidentId;

    public override IReadOnlyList<LedgerField> Fields => [new("target", Ticket.TargetId.ToString()), new("delivery", Delivery.ToString()), new("key", Ticket.Key)];
}
