using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Shuts a person out, tokens included, or lets the person in again.</summary>
public sealed record DisablePerson(Caller Caller, PersonId Person, bool IsDisabled);
