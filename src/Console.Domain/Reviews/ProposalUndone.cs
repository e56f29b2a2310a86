using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews;

/// <summary>Somebody took an approval back before it released anything.</summary>
public sealed record ProposalUndone(ProposalId Id) : LedgerRecord
{
    public override string Kind => "proposal_undone";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("state", "pending"),
    ];
}
