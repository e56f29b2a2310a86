using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Provenance;

/// <summary>One text that a run has seen, as marks; readings stand in the order in which they were seen.</summary>
/// <param name="Step">The place in the run, for a link.</param>
/// <param name="Trust">Of a tool's result, as its contract says; what a user said needs none.</param>
public sealed record Reading(int Step, ReadingKind Kind, string? Tool, ResultTrust Trust, ReadingMarks Marks);
