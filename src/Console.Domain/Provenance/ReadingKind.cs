namespace AgentConsole.Domain.Provenance;

/// <summary>Who said what was read.</summary>
public enum ReadingKind
{
    /// <summary>What the run was started for.</summary>
    Goal,
    /// <summary>A message of the user.</summary>
    User,
    /// <summary>What a tool brought back.</summary>
    Tool,
    /// <summary>What the agent itself sent as arguments: a result that repeats it is no source.</summary>
    Sent,
}
