using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>A call that runs, and of which nobody has said that it ended.</summary>
public sealed record RunningCall(ProposalId Id, string Agent, string Tool, string Sentence, DateTimeOffset SubmittedAt);
