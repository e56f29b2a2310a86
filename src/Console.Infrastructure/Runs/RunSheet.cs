using AgentConsole.Domain.Runs;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>A run as people look at it: what it read and proposed, in order.</summary>
/// <param name="IsCut">There are more steps than are shown.</param>
public sealed record RunSheet(Run Run, IReadOnlyList<RunStepRow> Steps, bool IsCut);
