namespace AgentConsole.Domain.Agents;

/// <summary>A stop switch that somebody threw, in force until it is lifted.</summary>
public sealed class StopOrder
{
    public required Guid Id { get; init; }
    public required StopScope Scope { get; init; }
    /// <summary>The agent's or the tool's name; empty for everything.</summary>
    public required string Name { get; init; }
    public required string Reason { get; init; }
    public required string OrderedBy { get; init; }
    public required DateTimeOffset OrderedAt { get; init; }
    public string? LiftedBy { get; set; }
    public string? LiftReason { get; set; }
    public DateTimeOffset? LiftedAt { get; set; }
    public int Version { get; set; } = 1;
}
