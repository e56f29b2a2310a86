namespace AgentConsole.Domain.Policies;

/// <summary>Policies under one name, in numbered versions of which at most one decides.</summary>
public sealed class PolicySet
{
    public required string Name { get; init; }
    public required PolicyEngine Engine { get; init; }
    /// <summary>The version that decides; null while none was ever published.</summary>
    public int? LiveVersion { get; set; }
    /// <summary>The version that is being written; null while there is none.</summary>
    public int? DraftVersion { get; set; }
    /// <summary>Counts every change of what decides or is shadowed, so that a node sees at once whether what it holds still stands.</summary>
    public int Revision { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; set; }
    public int Version { get; set; } = 1;
}
