using AgentConsole.Domain.Access;

namespace AgentConsole.Domain.Policies;

/// <summary>What one source (stop switch, manifest, engine, budget) says of a proposal, and why.</summary>
/// <param name="Rule">The rule that spoke, by its stable name.</param>
/// <param name="PolicyVersion">The version of the policy set that holds the rule; null where no set is published.</param>
/// <param name="Code">For a denial: the stable code that the agent reads.</param>
public sealed record PolicyAnswer(
    VerdictKind Kind,
    string Rule,
    string Reason,
    int? PolicyVersion = null,
    int ApprovalsNeeded = 0,
    IReadOnlyList<Role>? Roles = null,
    string? Code = null,
    bool IsRetryable = false,
    string? Suggestion = null)
{
    public static PolicyAnswer Allow(string rule, string reason) => new(VerdictKind.Allow, rule, reason);

    public static PolicyAnswer Review(string rule, string reason, int approvals, params Role[] roles) =>
        new(VerdictKind.Review, rule, reason, ApprovalsNeeded: approvals, Roles: roles);

    public static PolicyAnswer Deny(string rule, string code, string reason, bool isRetryable = false, string? suggestion = null) =>
        new(VerdictKind.Deny, rule, reason, Code: code, IsRetryable: isRetryable, Suggestion: suggestion);
}
