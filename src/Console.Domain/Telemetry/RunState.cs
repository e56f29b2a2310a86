namespace AgentConsole.Domain.Telemetry;

/// <summary>What a run came to.</summary>
public enum RunState
{
    /// <summary>Nobody said that it ended.</summary>
    Open,
    Succeeded,
    Failed,
    /// <summary>It ended in a way that says neither.</summary>
    Ended,
}
