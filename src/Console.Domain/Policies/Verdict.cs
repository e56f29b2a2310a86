using AgentConsole.Domain.Access;

namespace AgentConsole.Domain.Policies;

/// <summary>All answers folded into one: deny beats review beats allow, and nothing at all is a denial.</summary>
public sealed record Verdict(
    VerdictKind Kind,
    PolicyAnswer Determining,
    int ApprovalsNeeded,
    IReadOnlyList<Role> Roles)
{
    private static readonly PolicyAnswer NoAnswer = PolicyAnswer.Deny("default_deny", "policy_denied", "Nothing allowed it.");

    public bool IsAllow => Kind == VerdictKind.Allow;

    public bool IsDeny => Kind == VerdictKind.Deny;

    /// <summary>The verdict of an agent's standing and the policies' answers. A standing opens the door; it never says yes alone.</summary>
    public static Verdict Fold(PolicyAnswer standing, IReadOnlyList<PolicyAnswer> answers) =>
        Fold([standing, .. answers.Count > 0 ? answers : [NoAnswer]]);

    /// <summary>
    /// The verdict of all answers. Their order changes neither kind, nor approvals, nor roles;
    /// among equally strict answers the first one is named as the determining.
    /// </summary>
    public static Verdict Fold(params IReadOnlyList<PolicyAnswer> answers)
    {
        if (answers.Count == 0) return Fold([NoAnswer]);

        var strictest = answers.MaxBy(answer => answer.Kind)!;
        if (strictest.Kind != VerdictKind.Review) return new(strictest.Kind, strictest, 0, []);

        var asking = answers.Where(answer => answer.Kind == VerdictKind.Review).ToList();
        var approvals = Math.Max(1, asking.Max(answer => answer.ApprovalsNeeded));
        var roles = asking.SelectMany(answer => answer.Roles ?? []).Distinct().Order().ToList();
        return new(VerdictKind.Review, strictest, approvals, roles.Count == 0 ? [Role.Reviewer] : roles);
    }
}
