namespace AgentConsole.Domain.Reviews;

/// <summary>When people are reminded and another role is asked, as shares of the time to decide; a time that stands still moves them along.</summary>
public static class NudgePlan
{
    /// <summary>Who gives less time than this wants an answer of whoever looks at the moment.</summary>
    public const int LifetimeSecondsMin = 60;

    private const int MillisecondsPerPercentOfASecond = 10;

    /// <summary>In the order in which they come.</summary>
    public static IReadOnlyList<Nudge> Steps { get; } = [new(50, NudgeKind.Remind), new(75, NudgeKind.Escalate), new(90, NudgeKind.Remind)];

    /// <summary>When the next one comes after so many; null where none is left, or the time was too short for any.</summary>
    public static DateTimeOffset? NextAt(int done, int lifetimeSeconds, DateTimeOffset expiresAt) =>
        done < Steps.Count && lifetimeSeconds >= LifetimeSecondsMin ? At(Steps[done], lifetimeSeconds, expiresAt) : null;

    /// <summary>Those that have come, after so many that were done.</summary>
    public static IReadOnlyList<Nudge> Due(int done, int lifetimeSeconds, DateTimeOffset expiresAt, DateTimeOffset now) =>
        lifetimeSeconds < LifetimeSecondsMin ? [] : [.. Steps.Skip(done).TakeWhile(nudge => At(nudge, lifetimeSeconds, expiresAt) <= now)];

    // Counted back from the end, because the end is what moves.
    private static DateTimeOffset At(Nudge nudge, int lifetimeSeconds, DateTimeOffset expiresAt) =>
        expiresAt.AddMilliseconds(-(long)lifetimeSeconds * MillisecondsPerPercentOfASecond * (100 - nudge.Percent));
}
