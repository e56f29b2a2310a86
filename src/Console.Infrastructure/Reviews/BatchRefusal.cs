namespace AgentConsole.Infrastructure.Reviews;

/// <summary>Why proposals may not be decided together.</summary>
public enum BatchRefusal
{
    /// <summary>None, more than a batch holds, or one of them twice.</summary>
    Size,
    /// <summary>Not of one agent, one tool and one risk band.</summary>
    Mixed,
    /// <summary>High risk is decided one at a time.</summary>
    HighRisk,
    /// <summary>The caller has not opened each as it is now.</summary>
    Unseen,
    /// <summary>There is no such proposal.</summary>
    Unknown,
}
