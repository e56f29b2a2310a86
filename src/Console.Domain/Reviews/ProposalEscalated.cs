using AgentConsole.Domain.Access;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews;

/// <summary>Nobody decided, and one more role is asked.</summary>
/// <param name="Asked">What the approvals must fulfil from now on.</param>
public sealed record ProposalEscalated(ProposalId Id, Role To, string Asked) : LedgerRecord
{
    public override string Kind => "proposal_escalated";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields => [new("to", WireName.Of(To)), new("asked", Asked)];
}
