using AgentConsole.Domain.Access;

namespace AgentConsole.Domain.Reviews;

/// <summary>While one person is away, another decides with that person's roles too.</summary>
public sealed class Delegation
{
    public required Guid Id { get; init; }
    public required PersonId FromId { get; init; }
    public required string FromName { get; init; }
    public required PersonId ToId { get; init; }
    public required string ToName { get; init; }
    public required DateTimeOffset Since { get; init; }
    public required DateTimeOffset Until { get; set; }
    public int Version { get; set; } = 1;
}
