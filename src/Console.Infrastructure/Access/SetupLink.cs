namespace AgentConsole.Infrastructure.Access;

/// <summary>The one-time link that makes the first administrator; printed once at first start, kept as SHA-256.</summary>
public sealed class SetupLink
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;
    public required byte[] SecretHash { get; set; }
    public required DateTimeOffset IssuedAt { get; set; }
    public required DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? UsedAt { get; set; }
}
