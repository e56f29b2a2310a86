using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Access;

/// <summary>A person chose a new password; everybody signed in as that person before is out.</summary>
public sealed record PasswordChanged(PersonId Person) : LedgerRecord
{
    public override string Kind => "password_changed";

    public override string Subject => "person:" + Person;

    public override IReadOnlyList<LedgerField> Fields => [];
}
