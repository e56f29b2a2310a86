namespace AgentConsole.Domain.Policies;

/// <summary>How far a version of a policy set got.</summary>
public enum PolicyVersionStatus
{
    /// <summary>Being written; decides nothing.</summary>
    Draft,
    /// <summary>Asked beside the live sets; its answers are compared and decide nothing.</summary>
    Shadow,
    /// <summary>It decides.</summary>
    Live,
    /// <summary>It decided once and may be rolled back to.</summary>
    Retired,
}
