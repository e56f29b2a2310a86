using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Deliveries;

/// <summary>A person had a delivery sent once more.</summary>
public sealed record DeliveryResent(DeliveryId Id, ProposalId? Proposal) : LedgerRecord
{
    public override string Kind => "delivery_resent";
    public override string Subject => $"delivery:{Id}";
    public override IReadOnlyList<LedgerField> Fields => [new("proposal", Proposal?.ToString())];
}
