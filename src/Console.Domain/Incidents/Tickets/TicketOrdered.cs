using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>Somebody wanted a ticket of an incident in one more target.</summary>
public sealed record TicketOrdered(IncidentTicket Ticket) : LedgerRecord
{
    public override string Kind => "ticket_ordered";

    public override string Subject => "incident:" + Ticket.IncidentId;

    public override IReadOnlyList<LedgerField> Fields => [new("target", Ticket.TargetId.ToString()), new("delivery", Ticket.DeliveryId.ToString())];
}
