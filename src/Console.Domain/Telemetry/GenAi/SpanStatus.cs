namespace AgentConsole.Domain.Telemetry.GenAi;

/// <summary>What a span says of its end, by the numbers of the protocol.</summary>
public enum SpanStatus
{
    /// <summary>Nothing: whoever follows the convention means that nothing went wrong.</summary>
    Unset,
    Ok,
    Error,
}
