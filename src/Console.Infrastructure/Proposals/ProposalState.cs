using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>A proposal and its grant, if it came to one.</summary>
public sealed record ProposalState(Proposal Proposal, Grant? Grant);
