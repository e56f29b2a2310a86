namespace AgentConsole.Domain.Tools;

/// <summary>One accepted version of a tool's contract, kept as the document that was accepted.</summary>
public sealed class ToolVersion
{
    public required string Name { get; init; }
    public required int Version { get; init; }
    public required SideEffect SideEffect { get; init; }
    /// <summary>The whole contract as canonical JSON, with the members of the <c>Tool</c> document.</summary>
    public required string Document { get; init; }
    /// <summary>SHA-256 of <see cref="Document"/>: a changed definition is a new version, never a silent drift.</summary>
    public required string ContractHash { get; init; }
    public required DateTimeOffset AcceptedAt { get; init; }
    public required string AcceptedBy { get; init; }
    /// <summary>The version that new proposals use; at most one per tool.</summary>
    public bool IsCurrent { get; set; }
}
