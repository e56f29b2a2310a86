using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Reviews;

/// <summary>Counts the approvals that stand: of distinct people, for the digest that is still proposed, given in the round that is still on.</summary>
public static class Quorum
{
    public static int Approvals(IEnumerable<Decision> decisions, Proposal proposal) => Yes(decisions, proposal).Count();

    /// <summary>The approvals themselves, each person's first.</summary>
    public static IEnumerable<Decision> Yes(IEnumerable<Decision> decisions, Proposal proposal) => Yes(decisions, proposal.Digest, proposal.Round);

    /// <summary>The same for arguments that are not the proposal's yet.</summary>
    public static IEnumerable<Decision> Yes(IEnumerable<Decision> decisions, string digest, int round) => decisions
        .Where(decision => IsYes(decision) && decision.Digest == digest && decision.Round == round).DistinctBy(decision => decision.PersonId);

    public static bool HasApproved(IEnumerable<Decision> decisions, Proposal proposal, PersonId person) =>
        Yes(decisions, proposal).Any(decision => decision.PersonId == person);

    private static bool IsYes(Decision decision) => decision.Kind is DecisionKind.Approve or DecisionKind.Edit;
}
