namespace AgentConsole.Domain.Alerts;

/// <summary>What can be done to an alert.</summary>
public enum AlertVerb
{
    Acknowledge,
    Silence,
    /// <summary>The time of its silence is over.</summary>
    Wake,
    Resolve,
    /// <summary>What it tells of is there again.</summary>
    Reopen,
}
