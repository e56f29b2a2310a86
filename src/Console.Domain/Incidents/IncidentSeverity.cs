namespace AgentConsole.Domain.Incidents;

/// <summary>How bad it is, from the least.</summary>
public enum IncidentSeverity
{
    Low,
    Medium,
    High,
    Critical,
}
