using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>Incidents no longer become tickets there.</summary>
public sealed record TicketTargetRemoved(TicketTargetId Id, string Name) : LedgerRecord
{
    public override string Kind => "ticket_target_removed";

    public override string Subject => "ticket_target:" + Id;

    public override IReadOnlyList<LedgerField> Fields => [new("name", Name)];
}
