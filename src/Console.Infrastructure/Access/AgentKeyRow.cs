using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>A key as lists show it: everything but the secret.</summary>
public sealed record AgentKeyRow(
    AgentKeyId Id, string Agent, string Environment, string Prefix, PersonId? HolderId, string? HolderName,
    DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt)
{
    public bool IsUsable(DateTimeOffset now) => RevokedAt is null && ExpiresAt > now;
}
