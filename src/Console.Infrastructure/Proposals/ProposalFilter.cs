using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>Which proposals a list shows; everything absent means all.</summary>
public sealed record ProposalFilter(
    string? Search = null, ProposalStatus? Status = null, string? Agent = null, string? Tool = null, string? RunId = null);
