using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>What a person may do at this moment; the stamp changes with the password, the second factor and the roles.</summary>
public sealed record PersonStanding(
    PersonId Id, string Email, string DisplayName, IReadOnlySet<Role> Roles, bool IsDisabled, string SecurityStamp)
{
    public Caller.Person ToCaller() => new(Id, DisplayName, Roles);
}
