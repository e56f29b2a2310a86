using System.Globalization;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Deliveries;

/// <summary>A receiver took what it was sent.</summary>
public sealed record DeliverySucceeded(DeliveryId Id, ProposalId? Proposal, int Attempts, int HttpStatus) : LedgerRecord
{
    public override string Kind => "delivery_succeeded";
    public override string Subject => $"delivery:{Id}";
    public override IReadOnlyList<LedgerField> Fields => [new("proposal", Proposal?.ToString()), new("attempts", Attempts.ToString(CultureInfo.InvariantCulture)), new("http_status", HttpStatus.ToString(CultureInfo.InvariantCulture))];
}
