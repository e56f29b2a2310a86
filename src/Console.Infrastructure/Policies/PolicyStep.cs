namespace AgentConsole.Infrastructure.Policies;

/// <summary>What can be done with a policy set besides writing it.</summary>
public enum PolicyStep
{
    Publish,
    StartShadow,
    EndShadow,
    Discard,
    RollBack,
}
