using System.Collections.Frozen;
using AgentConsole.Domain.Access;

namespace AgentConsole.Domain.Policies;

/// <summary>The approvals that stand when policy is asked: how many people said yes, and the roles that they hold together.</summary>
public sealed record GivenApprovals(int Count, IReadOnlySet<Role> Roles)
{
    public static GivenApprovals None { get; } = new(0, FrozenSet<Role>.Empty);

    /// <summary>The roles that each of these people holds; empty where only the sum is known.</summary>
    public IReadOnlyList<IReadOnlySet<Role>> Each { get; init; } = [];

    public static GivenApprovals Of(IReadOnlyCollection<IReadOnlySet<Role>> approvers) =>
        approvers.Count == 0 ? None : new(approvers.Count, approvers.SelectMany(held => held).ToFrozenSet()) { Each = [.. approvers] };
}
