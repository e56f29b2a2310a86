namespace AgentConsole.Domain.Incidents;

/// <summary>What somebody wrote down while an incident went on. It stays as it was written.</summary>
public sealed class IncidentNote
{
    public required IncidentId IncidentId { get; init; }
    public required int Number { get; init; }
    public required string Text { get; init; }
    /// <summary>As the ledger names callers.</summary>
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
}
