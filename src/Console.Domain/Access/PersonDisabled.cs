using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Access;

/// <summary>A person may not sign in any more, and that person's tokens open nothing.</summary>
public sealed record PersonDisabled(PersonId Person) : LedgerRecord
{
    public override string Kind => "person_disabled";

    public override string Subject => "person:" + Person;

    public override IReadOnlyList<LedgerField> Fields => [];
}
