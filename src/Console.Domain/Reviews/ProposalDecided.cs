using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews;

/// <summary>A reviewer decided.</summary>
public sealed record ProposalDecided(ProposalId Id, Decision Decision, ProposalStatus Status) : LedgerRecord
{
    /// <summary>What the approvals must still fulfil; null where it waits no longer.</summary>
    public string? StillAsked { get; init; }

    /// <summary>The policy versions that were asked with these approvals; null where none was.</summary>
    public string? PoliciesAsked { get; init; }

    public override string Kind => "proposal_decided";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("decision", WireName.Of(Decision.Kind)),
        new("digest", Decision.Digest),
        new("reason_code", Decision.Reason is { } reason ? WireName.Of(reason) : null),
        new("note", Decision.Note, IsPersonal: true),
        new("state", WireName.Of(Status)),
        new("still_asked", StillAsked),
        new("policies_asked", PoliciesAsked),
    ];
}
