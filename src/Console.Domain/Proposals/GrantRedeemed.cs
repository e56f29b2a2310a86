using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Proposals;

/// <summary>The grant was used.</summary>
public sealed record GrantRedeemed(ProposalId Id, GrantId Grant) : LedgerRecord
{
    public override string Kind => "grant_redeemed";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("grant", Grant.ToString()),
    ];
}
