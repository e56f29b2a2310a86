namespace AgentConsole.Infrastructure.Jobs.History;

/// <summary>How a run of a job ended.</summary>
public enum JobRunOutcome
{
    Succeeded,
    Failed,

    /// <summary>It was told to stop because its time was over.</summary>
    TimedOut,
}
