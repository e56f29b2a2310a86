using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>A new key for an agent in one environment. Keys issued before go on working: that is how a key is rotated.</summary>
/// <param name="Holder">Who will see the secret; a person who issues a key always holds it.</param>
/// <param name="ExpiresAt">Null takes the default lifetime.</param>
public sealed record IssueAgentKey(Caller Caller, string Agent, string Environment, PersonId? Holder, DateTimeOffset? ExpiresAt);
