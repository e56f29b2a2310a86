using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>A grant that must not be used though its time is not over.</summary>
public sealed record RevokedGrant(GrantId Id, DateTimeOffset RevokedAt, DateTimeOffset ExpiresAt);
