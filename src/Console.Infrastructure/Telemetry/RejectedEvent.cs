namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>An event that was not taken.</summary>
/// <param name="Number">Its place in the body, from one on.</param>
/// <param name="Code">Stable.</param>
public sealed record RejectedEvent(int Number, string Code, string Reason);
