namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Who stands behind the rule that asked.</summary>
/// <param name="PublishedBy">Who let the policy version decide, by name; null where no policy set of this console spoke.</param>
/// <param name="SecurityOwner">Who answers for policy on the agent's side; null where its document names nobody.</param>
public sealed record RuleOwner(string? PublishedBy, DateTimeOffset? PublishedAt, string? SecurityOwner);
