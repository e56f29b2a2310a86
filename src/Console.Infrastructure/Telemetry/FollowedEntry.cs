using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>A ledger entry about a proposal, with what the proposal and its run are.</summary>
/// <param name="Workflow">The run's, where it was started with one.</param>
/// <param name="IsSentenceKept">Whether the proposal's sentence may be kept with events: not where the contract that it was proposed under hides any argument.</param>
internal sealed record FollowedEntry(long Seq, DateTimeOffset At, string Kind, string Payload, Proposal Proposal, string? Workflow, bool IsSentenceKept);
