namespace AgentConsole.Domain.Agents.Schedules;

/// <summary>One time that a schedule fired, and what came of it.</summary>
public sealed class ScheduledRun
{
    /// <summary>What the names of such runs begin with.</summary>
    public const string NamePrefix = "schedule:";

    public required ScheduledRunId Id { get; init; }
    public required ScheduleId Schedule { get; init; }
    public required string Agent { get; init; }
    public required string Environment { get; init; }
    /// <summary>The time that the line named, or at which a person had it run: one run for each.</summary>
    public required DateTimeOffset FiredAt { get; init; }
    /// <summary>The run's name, by which its events, proposals and spend are found.</summary>
    public required string RunName { get; init; }
    /// <summary>A person had it run.</summary>
    public required bool IsOrdered { get; init; }
    /// <summary>What this run may spend, as the schedule said when it fired.</summary>
    public long? CapUsdNanos { get; init; }
    public required ScheduledRunStatus Status { get; set; }
    public int Attempts { get; private set; }
    /// <summary>When it is attempted next, while it is due; taken by one node at a time.</summary>
    public DateTimeOffset? DueAt { get; set; }
    public int? HttpStatus { get; private set; }
    /// <summary>Why it was not let start, or what the last attempt broke on.</summary>
    public string? ReasonCode { get; private set; }
    public string? Reason { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public int Version { get; private set; } = 1;

    public static string NameOf(string schedule, ScheduledRunId id) => $"{NamePrefix}{schedule}:{id.Value:N}";

    public static ScheduledRun Begin(AgentSchedule schedule, DateTimeOffset firedAt, bool isOrdered, DateTimeOffset now)
    {
        var id = ScheduledRunId.New(now);
        return new()
        {
            Id = id,
            Schedule = schedule.Id,
            Agent = schedule.Agent,
            Environment = schedule.Environment,
            FiredAt = firedAt,
            RunName = NameOf(schedule.Name, id),
            IsOrdered = isOrdered,
            CapUsdNanos = schedule.CapUsdNanos,
            Status = ScheduledRunStatus.Due,
            DueAt = now,
        };
    }

    /// <summary>Not let start; for good, since its time is this one.</summary>
    public void Hold(string code, string why, DateTimeOffset now) => End(ScheduledRunStatus.Held, code, why, now);

    /// <summary>Takes it for one attempt; whoever dies over it leaves it to be taken again after the lease.</summary>
    /// <param name="clearance">That nothing is stopped, asked inside the same transaction.</param>
    public void Take(Clearance clearance, DateTimeOffset leaseUntil)
    {
        clearance.Covers(Agent, "");
        Attempts++;
        DueAt = leaseUntil;
        Version++;
    }

    public void Start(int httpStatus, DateTimeOffset now)
    {
        End(ScheduledRunStatus.Started, null, null, now);
        HttpStatus = httpStatus;
    }

    /// <summary>An attempt was in vain: the next one's time, or the end of it.</summary>
    public void Miss(int? httpStatus, string code, string why, DateTimeOffset? again, DateTimeOffset now)
    {
        if (again is null)
        {
            End(ScheduledRunStatus.Failed, code, why, now);
            HttpStatus = httpStatus;
            return;
        }

        (ReasonCode, Reason, DueAt, HttpStatus) = (code, why, again, httpStatus);
        Version++;
    }

    private void End(ScheduledRunStatus status, string? code, string? why, DateTimeOffset now)
    {
        // INVARIANT: what has ended stays as it ended.
        if (Status != ScheduledRunStatus.Due) throw new InvalidOperationException($"{Id} is over already.");
        (Status, ReasonCode, Reason, DueAt, EndedAt) = (status, code, why, null, now);
        Version++;
    }
}
