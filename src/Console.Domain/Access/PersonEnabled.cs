using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Access;

/// <summary>A disabled person may sign in again.</summary>
public sealed record PersonEnabled(PersonId Person) : LedgerRecord
{
    public override string Kind => "person_enabled";

    public override string Subject => "person:" + Person;

    public override IReadOnlyList<LedgerField> Fields => [];
}
