namespace AgentConsole.Domain.Telemetry;

/// <summary>What is counted of a run that tells whether it is worth a look.</summary>
/// <param name="Peers">What it is compared with: runs of the same workflow or, where none is named, of the same agent.</param>
public sealed record TriageFigures(long Run, string Peers, long ModelCalls, long Wrongs, long OutputTokens);
