using AgentConsole.Infrastructure.Jobs.History;

namespace AgentConsole.Infrastructure.Jobs;

/// <summary>A job as people read it: what it is for, what came of it lately, when it runs next.</summary>
/// <param name="Last">What was written down last; runs that found nothing to do are written down once a minute.</param>
/// <param name="LastTrouble">The last run that did not go well, where one is still kept.</param>
/// <param name="NextAt">Null while the scheduler does not answer, and for what people schedule.</param>
/// <param name="RunningSince">Null while it does not run, on no node.</param>
public sealed record JobRow(JobPlan Plan, JobRun? Last, JobRun? LastTrouble, DateTimeOffset? NextAt, DateTimeOffset? RunningSince, JobPause? Pause, string? PausedBy)
{
    /// <summary>Paused, and people wait for what it does.</summary>
    public bool IsMissed => Pause is not null && Plan.WhilePaused is not null;
}
