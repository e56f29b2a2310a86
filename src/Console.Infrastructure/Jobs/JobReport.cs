namespace AgentConsole.Infrastructure.Jobs;

/// <summary>What one run of a job did: how much, and in words for the jobs page.</summary>
public sealed record JobReport(int Done, string Summary)
{
    /// <summary>The run did all it had to, and what it found is a failure.</summary>
    public bool HasFailed { get; init; }
}
