using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>One proposal in a reviewer's batch, with who is reading it.</summary>
public sealed record QueueRow(Proposal Proposal, string? ClaimedBy, DateTimeOffset? ClaimedUntil, int ApprovalsGiven);
