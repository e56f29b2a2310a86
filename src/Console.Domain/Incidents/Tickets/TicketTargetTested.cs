using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Incidents.Tickets;

/// <summary>Somebody asked whether a target and its secret fit.</summary>
public sealed record TicketTargetTested(TicketTargetId Id, string Outcome) : LedgerRecord
{
    public override string Kind => "ticket_target_tested";

    public override string Subject => "ticket_target:" + Id;

    public override IReadOnlyList<LedgerField> Fields => [new("outcome", Outcome)];
}
