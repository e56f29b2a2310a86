using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>What is known of a person's token at this moment.</summary>
internal sealed record TokenStanding(
    AccessTokenId Id, PersonId Person, byte[] SecretHash, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt);
