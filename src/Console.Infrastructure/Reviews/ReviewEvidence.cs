namespace AgentConsole.Infrastructure.Reviews;

/// <summary>What stands beside a card: who stands behind the rule, how the like was decided, and what the run did before.</summary>
/// <param name="Run">Null where the proposal names no run.</param>
public sealed record ReviewEvidence(RuleOwner Rule, AlikeDecisions Alike, RunSoFar? Run);
