using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Proposals;

/// <summary>Nobody decided in time; that is a no.</summary>
public sealed record ProposalExpired(ProposalId Id) : LedgerRecord
{
    public override string Kind => "proposal_expired";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("state", "expired"),
    ];
}
