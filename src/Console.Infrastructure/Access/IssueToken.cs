using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>A token with which a person's scripts may do what the person may.</summary>
/// <param name="ExpiresAt">Null takes the default lifetime.</param>
public sealed record IssueToken(Caller Caller, PersonId Person, string Name, DateTimeOffset? ExpiresAt);
