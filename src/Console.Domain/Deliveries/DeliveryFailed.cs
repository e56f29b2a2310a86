using System.Globalization;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Deliveries;

/// <summary>A receiver did not take what it was sent, and it is not tried again.</summary>
public sealed record DeliveryFailed(DeliveryId Id, ProposalId? Proposal, int Attempts, string Code) : LedgerRecord
{
    public override string Kind => "delivery_failed";
    public override string Subject => $"delivery:{Id}";
    public override IReadOnlyList<LedgerField> Fields => [new("proposal", Proposal?.ToString()), new("attempts", Attempts.ToString(CultureInfo.InvariantCulture)), new("code", Code)];
}
