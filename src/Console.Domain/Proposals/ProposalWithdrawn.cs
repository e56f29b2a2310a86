using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Proposals;

/// <summary>The agent took its proposal back.</summary>
public sealed record ProposalWithdrawn(ProposalId Id, string? ReasonCode = null) : LedgerRecord
{
    public override string Kind => "proposal_withdrawn";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("state", "withdrawn"),
        new("reason", ReasonCode),
    ];
}
