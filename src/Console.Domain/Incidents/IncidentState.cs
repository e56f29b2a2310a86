namespace AgentConsole.Domain.Incidents;

/// <summary>How far people got with an incident.</summary>
public enum IncidentState
{
    Open,
    Investigating,
    Mitigated,
    Closed,
}
