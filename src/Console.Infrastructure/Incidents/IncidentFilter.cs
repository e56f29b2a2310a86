using AgentConsole.Domain.Incidents;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>Which incidents a list shows; everything absent means all.</summary>
/// <param name="IsOpen">Only those that are not closed.</param>
public sealed record IncidentFilter(string? Search = null, IncidentState? State = null, IncidentSeverity? Severity = null, string? Agent = null, bool IsOpen = false)
{
    /// <summary>No name holds a control character, and PostgreSQL takes no text with a NUL.</summary>
    public bool IsReadable => new[] { Search, Agent }.All(text => text is null || !text.Any(char.IsControl));
}
