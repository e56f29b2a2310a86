namespace AgentConsole.Domain.Alerts;

/// <summary>Whether a rule looks, and whether it says so.</summary>
public enum AlertMode
{
    Off,
    /// <summary>What it would have done is counted, and nobody is told.</summary>
    Shadow,
    Enforce,
}
