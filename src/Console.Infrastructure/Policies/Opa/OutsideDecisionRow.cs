using AgentConsole.Domain.Proposals;

namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>A logged decision, and the proposal for which the console itself had asked.</summary>
/// <param name="ProposalId">Null where somebody else asked, or where what was asked came to nothing.</param>
public sealed record OutsideDecisionRow(OutsideDecision Decision, ProposalId? ProposalId)
{
    public bool IsOurs => ProposalId is not null;
}
