namespace AgentConsole.Domain.Incidents;

/// <summary>Which step leads where: forward only, but for a reopening.</summary>
public static class IncidentTransitions
{
    /// <summary>The next state; null where the step is refused.</summary>
    public static IncidentState? Take(IncidentState state, IncidentVerb verb) => (state, verb) switch
    {
        (IncidentState.Open, IncidentVerb.Investigate) => IncidentState.Investigating,
        (IncidentState.Open or IncidentState.Investigating, IncidentVerb.Mitigate) => IncidentState.Mitigated,
        (not IncidentState.Closed, IncidentVerb.Close) => IncidentState.Closed,
        (IncidentState.Mitigated or IncidentState.Closed, IncidentVerb.Reopen) => IncidentState.Investigating,
        _ => null,
    };

    /// <summary>The step by which a person asks for a state; null where a state is not simply asked for.</summary>
    public static IncidentVerb? VerbTo(IncidentState wanted) => wanted switch
    {
        IncidentState.Investigating => IncidentVerb.Investigate,
        IncidentState.Mitigated => IncidentVerb.Mitigate,
        IncidentState.Open or IncidentState.Closed => null,
    };
}
