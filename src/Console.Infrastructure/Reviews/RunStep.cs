using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>One earlier proposal of the same run, in the server's own words.</summary>
public sealed record RunStep(ProposalId Id, string Tool, string Sentence, ProposalStatus Status, int RiskScore, DateTimeOffset At);
