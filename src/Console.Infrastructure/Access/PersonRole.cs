using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Access;

/// <summary>One role that one person holds.</summary>
public sealed class PersonRole
{
    public required Guid PersonId { get; init; }
    public required Role Role { get; init; }
}
