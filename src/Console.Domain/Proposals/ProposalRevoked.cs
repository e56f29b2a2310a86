using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Proposals;

/// <summary>A released proposal lost its unused grant before it ran.</summary>
public sealed record ProposalRevoked(ProposalId Id, GrantId Grant) : LedgerRecord
{
    public override string Kind => "proposal_revoked";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("state", "revoked"),
        new("grant", Grant.ToString()),
    ];
}
