using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>What is known of an agent's key at this moment.</summary>
internal sealed record KeyStanding(
    AgentKeyId Id, string Agent, string Environment, byte[] SecretHash, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, bool IsAgentArchived);
