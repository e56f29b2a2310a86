namespace AgentConsole.Cedar;

/// <summary>The decision and what made it.</summary>
/// <param name="IsAllowed">True if at least one permit and no forbid is satisfied.</param>
/// <param name="Reasons">The ids of the policies that made the decision, in their order: the forbids, else the permits; none when nothing is satisfied.</param>
/// <param name="Errors">The policies that could not be evaluated and were skipped, in their order.</param>
public sealed record CedarAnswer(bool IsAllowed, IReadOnlyList<string> Reasons, IReadOnlyList<PolicyError> Errors);
