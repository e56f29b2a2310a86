using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Other roles, another standing, or both at once; null leaves it.</summary>
public sealed record ChangePerson(Caller Caller, PersonId Person, IReadOnlySet<Role>? Roles, bool? IsDisabled);
