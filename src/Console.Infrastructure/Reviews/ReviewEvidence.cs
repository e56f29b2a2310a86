using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Spend;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>What stands beside a card: who stands behind the rule, how the like was decided, and what the run did before.</summary>
/// <param name="Run">Null where the proposal names no run.</param>
/// <param name="Sources">By the step of the run in which a value first appeared: the proposal whose result it was, where it was one.</param>
public sealed record ReviewEvidence(RuleOwner Rule, AlikeDecisions Alike, EarlierSteps? Run, IReadOnlyDictionary<int, ProposalId> Sources, SpendLeft Spend);
