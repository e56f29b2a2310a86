namespace AgentConsole.Domain.Policies;

/// <summary>What may be done to a version of a policy set.</summary>
public enum PolicyVerb
{
    Save,
    StartShadow,
    EndShadow,
    Publish,
    Supersede,
    RollBack,
}
