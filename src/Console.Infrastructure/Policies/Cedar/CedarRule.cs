using AgentConsole.Cedar;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;

namespace AgentConsole.Infrastructure.Policies.Cedar;

/// <summary>One policy of a set, as it is shown: by its <c>@id</c>, with its reason, its owner and whom it wants asked.</summary>
public sealed record CedarRule(string Set, int Version, string Name, PolicyEffect Effect, string? Reason, string? Owner, IReadOnlyList<Role> Approvers, int Line)
{
    private const string RoleMark = "role:";

    internal PolicySource Source => new(PolicyEngine.Cedar, Set, Version.ToString(System.Globalization.CultureInfo.InvariantCulture));

    internal static CedarRule Of(string set, int version, CedarPolicy policy) => new(
        set, version,
        ShortText.Of(policy.AnnotationOf("id") is { Length: > 0 } id ? id : policy.Id, PolicyLimits.RuleLengthMax),
        policy.Effect,
        Text(policy, "reason"), Text(policy, "owner"),
        [.. ApproversOf(policy).Distinct().Order()],
        policy.Span.Line);

    /// <summary>The roles that <c>@approvers</c> names; others are for people to read.</summary>
    private static IEnumerable<Role> ApproversOf(CedarPolicy policy)
    {
        foreach (var part in (policy.AnnotationOf("approvers") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.StartsWith(RoleMark, StringComparison.Ordinal) ? part[RoleMark.Length..] : part;
            if (WireName.TryParse<Role>(name, out var role) && RolePermissions.Allows(role, Permission.DecideProposals)) yield return role;
        }
    }

    private static string? Text(CedarPolicy policy, string annotation) =>
        policy.AnnotationOf(annotation) is { Length: > 0 } text ? ShortText.Of(text, PolicyLimits.EvaluationReasonLengthMax) : null;
}
