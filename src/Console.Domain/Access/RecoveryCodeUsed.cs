using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Access;

/// <summary>A recovery code stood in for the second factor; it is used up.</summary>
public sealed record RecoveryCodeUsed(PersonId Person) : LedgerRecord
{
    public override string Kind => "recovery_code_used";

    public override string Subject => "person:" + Person;

    public override IReadOnlyList<LedgerField> Fields => [];
}
