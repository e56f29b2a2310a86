using AgentConsole.Domain.Policies;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>A set with its versions, newest first, and the names behind the callers that stand on them.</summary>
public sealed record PolicySetDetail(PolicySet Set, IReadOnlyList<PolicyVersion> Versions, IReadOnlyDictionary<string, string> Names)
{
    public PolicyVersion? Live => Of(Set.LiveVersion);

    public PolicyVersion? Draft => Of(Set.DraftVersion);

    /// <summary>What a rollback leads to: the newest version below the live one that decided before.</summary>
    public PolicyVersion? Previous => Versions.Where(version => version.Status == PolicyVersionStatus.Retired && version.Number < Set.LiveVersion).MaxBy(version => version.Number);

    public PolicyVersion? Of(int? number) => Versions.FirstOrDefault(version => version.Number == number);

    public string? NameOf(string? actor) => actor is null ? null : Names.GetValueOrDefault(actor, actor);
}
