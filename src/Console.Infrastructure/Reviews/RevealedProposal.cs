using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>A planted proposal that somebody decided on.</summary>
public sealed record RevealedProposal(ProposalId Id, bool IsCaught, PlantedFlaw Flaw, DateTimeOffset At);
