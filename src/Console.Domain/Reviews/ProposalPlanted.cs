using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews;

/// <summary>A known-bad proposal, which can never be released, was put among the real ones.</summary>
/// <param name="Like">The real one that it is made from.</param>
public sealed record ProposalPlanted(ProposalId Id, ProposalId Like, PlantedFlaw Flaw) : LedgerRecord
{
    public override string Kind => "proposal_planted";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("like", Like.ToString()),
        new("flaw", WireName.Of(Flaw)),
        new("state", "pending"),
    ];
}
