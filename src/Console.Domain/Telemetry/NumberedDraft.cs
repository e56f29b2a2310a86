namespace AgentConsole.Domain.Telemetry;

/// <summary>An event and its place in the body that it came in, from one on.</summary>
public sealed record NumberedDraft(int Number, TraceDraft Draft);
