namespace AgentConsole.Domain.Alerts;

/// <summary>The life of an alert: what each verb leads to, and where it leads nowhere.</summary>
public static class AlertTransitions
{
    /// <summary>The next status; null where the verb is refused.</summary>
    public static AlertStatus? Take(AlertStatus status, AlertVerb verb) => (status, verb) switch
    {
        (AlertStatus.Open or AlertStatus.Silenced, AlertVerb.Acknowledge) => AlertStatus.Acknowledged,
        (AlertStatus.Open or AlertStatus.Acknowledged or AlertStatus.Silenced, AlertVerb.Silence) => AlertStatus.Silenced,
        (AlertStatus.Silenced, AlertVerb.Wake) => AlertStatus.Open,
        (AlertStatus.Open or AlertStatus.Acknowledged or AlertStatus.Silenced, AlertVerb.Resolve) => AlertStatus.Resolved,
        (AlertStatus.Resolved, AlertVerb.Reopen) => AlertStatus.Open,
        _ => null,
    };
}
