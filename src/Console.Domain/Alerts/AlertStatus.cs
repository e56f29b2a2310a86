namespace AgentConsole.Domain.Alerts;

/// <summary>Where an alert stands.</summary>
public enum AlertStatus
{
    Open,
    /// <summary>Somebody looks into it; nobody is told again unless it becomes worse.</summary>
    Acknowledged,
    /// <summary>Nobody is told until a time, whatever happens.</summary>
    Silenced,
    Resolved,
}
