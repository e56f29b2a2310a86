using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Tools.Executions;

/// <summary>A person looked, and said how a proposal ended of which nobody knew.</summary>
public sealed record OutcomeResolved(ProposalId Id, ProposalStatus Status, string Note) : LedgerRecord
{
    public override string Kind => "outcome_resolved";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("state", WireName.Of(Status)),
        // What a person typed may name people.
        new("note", Note, IsPersonal: true),
    ];
}
