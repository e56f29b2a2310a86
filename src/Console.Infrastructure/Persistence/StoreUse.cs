namespace AgentConsole.Infrastructure.Persistence;

/// <summary>What a process may do to the store before it works on it.</summary>
public enum StoreUse
{
    /// <summary>Makes it where there is none, and brings it to this build's model.</summary>
    Make,

    /// <summary>Brings it to this build's model; there must be one.</summary>
    Change,

    /// <summary>Leaves it as it is; there must be one.</summary>
    Read,
}
