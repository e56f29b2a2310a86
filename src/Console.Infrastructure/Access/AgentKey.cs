using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>A key of an agent in one environment: 256 random bits, shown once, kept as SHA-256.</summary>
public sealed class AgentKey
{
    public required AgentKeyId Id { get; init; }
    public required string Agent { get; init; }
    public required string Environment { get; init; }
    /// <summary>The first characters of the secret: shown in lists, and how a key is found.</summary>
    public required string Prefix { get; init; }
    public required byte[] SecretHash { get; init; }
    /// <summary>Who saw the secret, and therefore may not decide on what the agent proposes.</summary>
    public PersonId? HolderId { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
    public DateTimeOffset? LastUsedAt { get; set; }
}
