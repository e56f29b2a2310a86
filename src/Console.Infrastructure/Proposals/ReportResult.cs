using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Proposals;

/// <summary>An agent says how a released proposal ended.</summary>
/// <param name="Verb">Succeed, Fail or LoseTrack.</param>
/// <param name="Report">What was reported, as canonical JSON.</param>
/// <param name="Output">What the tool brought back, as text or as JSON: the run has read it.</param>
public sealed record ReportResult(Caller.Agent Caller, ProposalId ProposalId, ProposalVerb Verb, string Report, string? Output = null);
