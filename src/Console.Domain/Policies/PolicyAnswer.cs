using AgentConsole.Domain.Access;

namespace AgentConsole.Domain.Policies;

/// <summary>What one source (stop switch, manifest, engine, budget) says of a proposal, and why.</summary>
/// <param name="Rule">The rule that spoke, by its stable name.</param>
/// <param name="Code">For a denial: the stable code that the agent reads.</param>
public sealed record PolicyAnswer(
    VerdictKind Kind,
    string Rule,
    string Reason,
    string? Code = null,
    bool IsRetryable = false,
    string? Suggestion = null)
{
    /// <summary>A policy could not be evaluated, so it was taken for a no.</summary>
    public const string PolicyError = "policy_error";

    /// <summary>An engine did not answer in time; asking again later may help.</summary>
    public const string PolicyUnavailable = "policy_unavailable";

    /// <summary>An engine answered, and had nothing to say.</summary>
    public const string PolicyUndefined = "policy_undefined";

    /// <summary>A rule, or the lack of one, says no.</summary>
    public const string PolicyDenied = "policy_denied";

    /// <summary>For a review: what the approvals must fulfil, every clause of it.</summary>
    public IReadOnlyList<ApprovalClause> Clauses { get; init; } = [];

    /// <summary>For a denial that may end by itself: when it is worth asking again.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Null for what is no policy, such as the stop switch or the manifest.</summary>
    public PolicySource? Source { get; init; }

    public int ApprovalsNeeded => Clauses.Count == 0 ? 0 : Clauses.Max(clause => clause.Count);

    public static PolicyAnswer Allow(string rule, string reason) => new(VerdictKind.Allow, rule, reason);

    public static PolicyAnswer Review(string rule, string reason, int approvals, params Role[] roles) =>
        Review(rule, reason, [ApprovalClause.Of(approvals, roles)]);

    public static PolicyAnswer Review(string rule, string reason, IReadOnlyList<ApprovalClause> clauses) =>
        new(VerdictKind.Review, rule, reason) { Clauses = clauses };

    public static PolicyAnswer Deny(string rule, string code, string reason, bool isRetryable = false, string? suggestion = null) =>
        new(VerdictKind.Deny, rule, reason, code, isRetryable, suggestion);
}
