using AgentConsole.Domain.Access;

namespace AgentConsole.Web.Insights;

/// <summary>Which parts a reader looks at first.</summary>
internal static class OverviewParts
{
    /// <summary>Every part once: those of the reader's roles before the rest.</summary>
    public static IReadOnlyList<OverviewPart> Of(IReadOnlySet<Role> roles) =>
        [.. Enum.GetValues<Role>().Where(roles.Contains).SelectMany(First).Concat(Enum.GetValues<OverviewPart>()).Distinct()];

    private static OverviewPart[] First(Role role) => role switch
    {
        Role.Finance => [OverviewPart.Spend],
        Role.Oncall => [OverviewPart.Errors, OverviewPart.Denials],
        Role.Security => [OverviewPart.Denials, OverviewPart.Approvals],
        Role.Dri => [OverviewPart.Own, OverviewPart.Errors],
        Role.Reviewer => [OverviewPart.Approvals],
        Role.Auditor or Role.Admin => [],
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
