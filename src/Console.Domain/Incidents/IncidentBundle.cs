namespace AgentConsole.Domain.Incidents;

/// <summary>What was known of an incident at one moment, kept as it was: canonical JSON with its digest. It names people by their ids alone.</summary>
public sealed class IncidentBundle
{
    public required IncidentId IncidentId { get; init; }
    public required int Number { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    /// <summary>As the ledger names callers.</summary>
    public required string MadeBy { get; init; }
    public required string Content { get; init; }
    public required string Digest { get; init; }
    /// <summary>More was there than fits; the content says of what.</summary>
    public required bool IsCut { get; init; }
}
