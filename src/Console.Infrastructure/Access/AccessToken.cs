using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>A personal access token: 256 random bits, shown once, kept as SHA-256; it may do what its person may do.</summary>
public sealed class AccessToken
{
    public required AccessTokenId Id { get; init; }
    public required Guid PersonId { get; init; }
    public required string Name { get; init; }
    public required string Prefix { get; init; }
    public required byte[] SecretHash { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }
    public DateTimeOffset? LastUsedAt { get; set; }
}
