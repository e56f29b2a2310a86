namespace AgentConsole.Domain.Telemetry.GenAi;

/// <summary>On which side of a call a span stands, by the numbers of the protocol.</summary>
public enum SpanRole
{
    Unspecified,
    Internal,
    Server,
    Client,
    Producer,
    Consumer,
}
