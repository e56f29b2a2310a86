namespace AgentConsole.Domain.Telemetry;

/// <summary>How one event ended.</summary>
public enum TraceOutcome
{
    /// <summary>Nobody said.</summary>
    Unknown,
    Ok,
    Error,
    /// <summary>Policy, a cap or a person said no.</summary>
    Denied,
    /// <summary>A person is asked.</summary>
    Waiting,
}
