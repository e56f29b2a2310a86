namespace AgentConsole.Domain.Incidents;

/// <summary>What can be done to the state of an incident.</summary>
public enum IncidentVerb
{
    Investigate,
    Mitigate,
    Close,
    /// <summary>It was not over: the one step back, and it has a reason.</summary>
    Reopen,
}
