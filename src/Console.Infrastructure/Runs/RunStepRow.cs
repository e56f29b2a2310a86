using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Infrastructure.Runs;

/// <summary>One step of a run: something it read, or something it proposed.</summary>
/// <param name="Kind">Null: it proposed.</param>
/// <param name="Proposal">What it proposed, or whose result it read.</param>
public sealed record RunStepRow(
    int Step, DateTimeOffset At, ReadingKind? Kind, string? Tool, ResultTrust? Trust, ProposalId? Proposal, string? Sentence, ProposalStatus? Status);
