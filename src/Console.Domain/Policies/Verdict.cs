using AgentConsole.Domain.Access;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Policies;

/// <summary>All answers folded into one: deny beats review beats allow, and nothing at all is a denial.</summary>
/// <param name="Clauses">For a review: what the approvals must fulfil, so that every answer that asked is satisfied.</param>
public sealed record Verdict(VerdictKind Kind, PolicyAnswer Determining, IReadOnlyList<ApprovalClause> Clauses)
{
    /// <summary>How many distinct people decide at least on what cannot be undone.</summary>
    public const int IrreversibleApprovalsMin = 2;

    private const string TwoDecide = "It cannot be undone, so two people decide.";

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

    /// <summary>
    /// The same for a tool with this effect: where people decide on what cannot be undone, they are two at least, of those who are asked
    /// anyway, and the reason says so. What is allowed or denied stays so, and whoever asks for more keeps it.
    /// </summary>
    public Verdict Upon(SideEffect? effect) => effect != SideEffect.Irreversible || Kind != VerdictKind.Review || ApprovalsNeeded >= IrreversibleApprovalsMin
        ? this
        : this with
        {
            Determining = Determining with { Reason = WithSentence(Determining.Reason) },
            Clauses = ApprovalClause.Reduce([.. Clauses, ApprovalClause.Of(IrreversibleApprovalsMin, Roles)]),
        };

    private static string WithSentence(string reason) => reason.Length == 0 ? TwoDecide : $"{reason}{(char.IsPunctuation(reason[^1]) ? "" : ".")} {TwoDecide}";
}
