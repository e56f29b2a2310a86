using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Somebody new who may sign in.</summary>
/// <param name="Password">Null leaves the person without one until a password link is used.</param>
public sealed record AddPerson(Caller Caller, string Email, string DisplayName, IReadOnlySet<Role> Roles, ShownOnce? Password);
