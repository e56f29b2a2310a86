using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Live;

/// <summary>That a proposal changed and where it stands now; whose it is tells who may hear it.</summary>
public sealed record ProposalHint(ProposalId Id, ProposalStatus State, VerdictKind Verdict, int Version, string Agent, string Environment, bool IsPlanted);
