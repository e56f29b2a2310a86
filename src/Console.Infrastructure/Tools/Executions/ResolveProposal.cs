using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Tools.Executions;

/// <summary>Say how a proposal ended of which nobody knows.</summary>
/// <param name="Verb">Succeed or Fail.</param>
/// <param name="Note">How that is known.</param>
public sealed record ResolveProposal(Caller Caller, ProposalId ProposalId, ProposalVerb Verb, string Note);
