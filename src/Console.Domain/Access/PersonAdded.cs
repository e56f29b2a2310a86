using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Access;

/// <summary>Somebody may sign in from now on.</summary>
public sealed record PersonAdded(PersonId Person, string Email, string DisplayName, IReadOnlySet<Role> Roles) : LedgerRecord
{
    public override string Kind => "person_added";

    public override string Subject => "person:" + Person;

    public override IReadOnlyList<LedgerField> Fields =>
    [
        new("email", Email, IsPersonal: true),
        new("display_name", DisplayName, IsPersonal: true),
        new("roles", RoleNames.Of(Roles)),
    ];
}
