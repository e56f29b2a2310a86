namespace AgentConsole.Infrastructure.Jobs.History;

/// <summary>One run of a job, on whichever node; or several in a row that found nothing to do.</summary>
public sealed class JobRun
{
    public required Guid Id { get; init; }
    /// <summary>The name of its <see cref="JobPlan"/>.</summary>
    public required string Job { get; init; }
    public required string Node { get; init; }
    public required DateTimeOffset BeganAt { get; init; }
    public required DateTimeOffset EndedAt { get; set; }
    /// <summary>By the steady clock; of several runs the longest.</summary>
    public required long TookMilliseconds { get; set; }
    public required JobRunOutcome Outcome { get; init; }
    /// <summary>A person had it run.</summary>
    public required bool IsOrdered { get; init; }
    public required int Done { get; init; }
    public required string Summary { get; set; }
    /// <summary>The kinds of the exceptions, without what they say.</summary>
    public string? Fault { get; init; }
    /// <summary>How many runs the row stands for.</summary>
    public int Runs { get; private set; } = 1;

    /// <summary>Nothing worth a row of its own: it went well and found nothing to do.</summary>
    public bool IsIdle => Outcome == JobRunOutcome.Succeeded && Done == 0 && !IsOrdered;

    /// <summary>Whether a later one of these may be counted into this row.</summary>
    public bool Takes(JobRun later) => IsIdle && later.IsIdle && later.BeganAt < BeganAt.AddSeconds(JobLimits.FoldedSecondsMax);

    /// <summary>Counts a later run, or row of runs, that found nothing to do into this one.</summary>
    public void Fold(JobRun later)
    {
        Runs += later.Runs;
        EndedAt = later.EndedAt;
        TookMilliseconds = Math.Max(TookMilliseconds, later.TookMilliseconds);
        Summary = later.Summary;
    }
}
