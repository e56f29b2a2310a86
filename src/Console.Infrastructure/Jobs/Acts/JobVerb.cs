namespace AgentConsole.Infrastructure.Jobs.Acts;

/// <summary>What a person may have done to a job.</summary>
public enum JobVerb
{
    /// <summary>Once, now, though it be paused.</summary>
    Run,
    Pause,
    Resume,
}
