namespace AgentConsole.Infrastructure.Telemetry.Otlp;

/// <summary>The body is not what it says it is. Never leaves <see cref="OtlpReader"/>.</summary>
public sealed class UndecodableException(string message) : Exception(message);
