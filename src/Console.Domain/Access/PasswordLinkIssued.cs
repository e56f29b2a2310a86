using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Access;

/// <summary>Somebody may choose a new password for this person by a link that works once.</summary>
public sealed record PasswordLinkIssued(PersonId Person) : LedgerRecord
{
    public override string Kind => "password_link_issued";

    public override string Subject => "person:" + Person;

    public override IReadOnlyList<LedgerField> Fields => [];
}
