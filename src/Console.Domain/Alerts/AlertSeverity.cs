namespace AgentConsole.Domain.Alerts;

/// <summary>How soon a person should look; a later one weighs more.</summary>
public enum AlertSeverity
{
    /// <summary>On the next working day.</summary>
    Info,
    /// <summary>Today.</summary>
    Warning,
    /// <summary>Now.</summary>
    Critical,
}
