using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Access;

/// <summary>A person has new recovery codes; the old ones open nothing.</summary>
public sealed record RecoveryCodesReplaced(PersonId Person) : LedgerRecord
{
    public override string Kind => "recovery_codes_replaced";

    public override string Subject => "person:" + Person;

    public override IReadOnlyList<LedgerField> Fields => [];
}
