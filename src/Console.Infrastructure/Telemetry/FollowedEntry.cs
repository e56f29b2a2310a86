using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>A ledger entry about a proposal, with what the proposal and its run are.</summary>
/// <param name="Workflow">The run's, where it was started with one.</param>
internal sealed record FollowedEntry(long Seq, DateTimeOffset At, string Kind, string Payload, Proposal Proposal, string? Workflow);
