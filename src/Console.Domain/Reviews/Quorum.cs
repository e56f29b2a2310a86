using AgentConsole.Domain.Access;

namespace AgentConsole.Domain.Reviews;

/// <summary>Counts the approvals that stand for a digest: distinct people, and only for what is still proposed.</summary>
public static class Quorum
{
    public static int Approvals(IEnumerable<Decision> decisions, string digest) => decisions
        .Where(decision => IsYes(decision) && decision.Digest == digest)
        .Select(decision => decision.PersonId).Distinct().Count();

    /// <summary>The approvals themselves, each person's first.</summary>
    public static IEnumerable<Decision> Yes(IEnumerable<Decision> decisions, string digest) => decisions
        .Where(decision => IsYes(decision) && decision.Digest == digest).DistinctBy(decision => decision.PersonId);

    public static bool HasApproved(IEnumerable<Decision> decisions, string digest, PersonId person) =>
        decisions.Any(decision => IsYes(decision) && decision.PersonId == person && decision.Digest == digest);

    private static bool IsYes(Decision decision) => decision.Kind is DecisionKind.Approve or DecisionKind.Edit;
}
