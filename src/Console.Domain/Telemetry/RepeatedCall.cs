namespace AgentConsole.Domain.Telemetry;

/// <summary>The same tool called with the same arguments over and over.</summary>
/// <param name="Event">The call that made it three.</param>
public sealed record RepeatedCall(string Tool, int Times, long Event, int Step);
