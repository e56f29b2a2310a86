namespace AgentConsole.Domain.Policies;

/// <summary>The life of a version of a policy set.</summary>
public static class PolicyTransitions
{
    /// <summary>The next status; null where the verb is refused. A text that changes leaves its shadow, for what was compared is another.</summary>
    public static PolicyVersionStatus? Take(PolicyVersionStatus status, PolicyVerb verb) => (status, verb) switch
    {
        (PolicyVersionStatus.Draft or PolicyVersionStatus.Shadow, PolicyVerb.Save) => PolicyVersionStatus.Draft,
        (PolicyVersionStatus.Draft, PolicyVerb.StartShadow) => PolicyVersionStatus.Shadow,
        (PolicyVersionStatus.Shadow, PolicyVerb.EndShadow) => PolicyVersionStatus.Draft,
        (PolicyVersionStatus.Draft or PolicyVersionStatus.Shadow, PolicyVerb.Publish) => PolicyVersionStatus.Live,
        (PolicyVersionStatus.Live, PolicyVerb.Supersede) => PolicyVersionStatus.Retired,
        (PolicyVersionStatus.Retired, PolicyVerb.RollBack) => PolicyVersionStatus.Live,
        _ => null,
    };
}
