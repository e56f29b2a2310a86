namespace AgentConsole.Infrastructure.Jobs;

/// <summary>Somebody has a job not run until it is resumed: the row is what holds it, on every node and after every start.</summary>
public sealed class JobPause
{
    /// <summary>The name of its <see cref="JobPlan"/>.</summary>
    public required string Job { get; init; }
    public required string PausedBy { get; init; }
    public required DateTimeOffset PausedAt { get; init; }
}
