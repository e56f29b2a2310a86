using System.Globalization;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Reviews;

/// <summary>Somebody lent the right to decide to somebody else, or took it back.</summary>
public sealed record DelegationChanged(PersonId From, PersonId To, DateTimeOffset Until, bool IsEnded) : LedgerRecord
{
    public override string Kind => IsEnded ? "delegation_ended" : "delegation_begun";

    public override string Subject => "person:" + From;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("to", "person:" + To),
        new("until", Until.ToString("O", CultureInfo.InvariantCulture)),
    ];
}
