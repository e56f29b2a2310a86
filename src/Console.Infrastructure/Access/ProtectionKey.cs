namespace AgentConsole.Infrastructure.Access;

/// <summary>A data-protection key, so that every node reads the same cookies and sealed secrets.</summary>
public sealed class ProtectionKey
{
    public int Id { get; init; }
    public required string Name { get; init; }
    public required string Xml { get; init; }
}
