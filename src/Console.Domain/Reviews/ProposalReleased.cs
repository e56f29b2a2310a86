using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews;

/// <summary>The time to undo has passed, everything was asked again, and the proposal was released.</summary>
public sealed record ProposalReleased(ProposalId Id, string? PoliciesAsked) : LedgerRecord
{
    public override string Kind => "proposal_released";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("state", "released"),
        new("policies_asked", PoliciesAsked),
    ];
}
