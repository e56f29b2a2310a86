using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>One proposal that would have been answered otherwise.</summary>
public sealed record BacktestChange(
    ProposalId Proposal, DateTimeOffset At, string Agent, string Tool, string Sentence,
    VerdictKind From, string FromRule, string FromClauses, PolicyAnswer To);
