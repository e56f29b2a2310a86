namespace AgentConsole.Domain.Telemetry.GenAi;

/// <summary>An exception that a span noted.</summary>
public sealed record SpanFailure(string? Type, string? Message);
