using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews;

/// <summary>A reviewer began to read a proposal, took it over, or let go of it.</summary>
public sealed record ProposalClaimed(ProposalId Id, string Verb) : LedgerRecord
{
    public override string Kind => "proposal_claimed";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields => [new("verb", Verb)];
}
