namespace AgentConsole.Domain.Reviews;

/// <summary>One thing that happens while nobody decides.</summary>
/// <param name="Percent">How much of the time to decide has passed by then.</param>
public sealed record Nudge(int Percent, NudgeKind Kind);
