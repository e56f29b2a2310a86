using System.Globalization;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Proposals;

/// <summary>A stop switch froze what waited; it keeps the time it had left.</summary>
public sealed record ProposalFrozen(ProposalId Id, int SecondsLeft) : LedgerRecord
{
    public override string Kind => "proposal_frozen";

    public override string Subject => "proposal:" + Id;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("state", "frozen"),
        new("seconds_left", SecondsLeft.ToString(CultureInfo.InvariantCulture)),
    ];
}
