using AgentConsole.Domain.Access;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews;

/// <summary>A reviewer went on reading what somebody else was reading, and said why.</summary>
public sealed record ProposalTakenOver(ProposalId Id, PersonId From, string Reason) : LedgerRecord
{
    public override string Kind => "proposal_taken_over";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields => [new("from", From.ToString()), new("note", Reason, IsPersonal: true)];
}
