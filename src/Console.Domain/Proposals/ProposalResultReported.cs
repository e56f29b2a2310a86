using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Proposals;

/// <summary>The agent said how it ended.</summary>
public sealed record ProposalResultReported(ProposalId Id, ProposalStatus Status, string ResultDigest) : LedgerRecord
{
    public override string Kind => "proposal_result_reported";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("state", WireName.Of(Status)),
        new("result_digest", ResultDigest),
    ];
}
