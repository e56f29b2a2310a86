using AgentConsole.Domain.Access;

namespace AgentConsole.Domain.Policies;

/// <summary>All answers folded into one: deny beats review beats allow, and nothing at all is a denial.</summary>
/// <param name="Clauses">For a review: what the approvals must fulfil, so that every answer that asked is satisfied.</param>
public sealed record Verdict(VerdictKind Kind, PolicyAnswer Determining, IReadOnlyList<ApprovalClause> Clauses)
{
    private static readonly PolicyAnswer NoAnswer = PolicyAnswer.Deny("default_deny", PolicyAnswer.PolicyDenied, "Nothing allowed it.");

    public bool IsAllow => Kind == VerdictKind.Allow;

    public bool IsDeny => Kind == VerdictKind.Deny;

    /// <summary>How many people must say yes at least.</summary>
    public int ApprovalsNeeded => Clauses.Count == 0 ? 0 : Clauses.Max(clause => clause.Count);

    /// <summary>Everybody whom one of the clauses asks.</summary>
    public IReadOnlyList<Role> Roles => [.. Clauses.SelectMany(clause => clause.Roles).Distinct().Order()];

    /// <summary>
    /// The verdict of an agent's standing and the policies' answers. A standing opens the door; it never says yes alone, and where it
    /// shuts the door nobody else need be asked. Among equally strict answers a policy's is named before the standing's.
    /// </summary>
    public static Verdict Fold(PolicyAnswer standing, IReadOnlyList<PolicyAnswer> answers) => standing.Kind == VerdictKind.Deny
        ? Fold([standing])
        : Fold([.. answers.Count > 0 ? answers : [NoAnswer], standing]);

    /// <summary>
    /// The verdict of all answers. Their order changes neither kind nor clauses;
    /// among equally strict answers the first one is named as the determining.
    /// </summary>
    public static Verdict Fold(params IReadOnlyList<PolicyAnswer> answers)
    {
        if (answers.Count == 0) return Fold([NoAnswer]);

        var strictest = answers.MaxBy(answer => answer.Kind)!;
        if (strictest.Kind != VerdictKind.Review) return new(strictest.Kind, strictest, []);

        var asking = answers.Where(answer => answer.Kind == VerdictKind.Review).ToList();
        return new(VerdictKind.Review, strictest, ApprovalClause.Reduce(
            asking.SelectMany(answer => answer.Clauses.Count > 0 ? answer.Clauses : [ApprovalClause.Of(1)])));
    }
}
