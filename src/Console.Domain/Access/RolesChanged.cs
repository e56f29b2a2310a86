using AgentConsole.Domain.Ledger;

namespace AgentConsole.Domain.Access;

/// <summary>A person's roles are others now.</summary>
public sealed record RolesChanged(PersonId Person, IReadOnlySet<Role> Before, IReadOnlySet<Role> After) : LedgerRecord
{
    public override string Kind => "roles_changed";

    public override string Subject => "person:" + Person;

    public override IReadOnlyList<LedgerField> Fields => [new("before", RoleNames.Of(Before)), new("after", RoleNames.Of(After))];
}
