using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews;

/// <summary>A reviewer decided.</summary>
public sealed record ProposalDecided(ProposalId Id, Decision Decision, ProposalStatus Status) : LedgerRecord
{
    public override string Kind => "proposal_decided";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("decision", WireName.Of(Decision.Kind)),
        new("digest", Decision.Digest),
        new("reason_code", Decision.Reason is { } reason ? WireName.Of(reason) : null),
        new("note", Decision.Note, IsPersonal: true),
        new("state", WireName.Of(Status)),
    ];
}
