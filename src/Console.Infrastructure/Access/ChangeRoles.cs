using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>The roles a person holds from now on, all of them.</summary>
public sealed record ChangeRoles(Caller Caller, PersonId Person, IReadOnlySet<Role> Roles);
