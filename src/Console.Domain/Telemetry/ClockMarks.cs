namespace AgentConsole.Domain.Telemetry;

/// <summary>Judges the time that an event tells by the console's own.</summary>
public static class ClockMarks
{
    public static ClockMark Of(DateTimeOffset at, DateTimeOffset now)
    {
        if (at - now > TimeSpan.FromSeconds(TelemetryLimits.AheadSecondsMax)) return ClockMark.Ahead;
        return now - at > TimeSpan.FromDays(TelemetryLimits.BehindDaysMax) ? ClockMark.Behind : ClockMark.Plausible;
    }

    /// <summary>When an event began, as far as that is believed: nothing has begun that has not come yet.</summary>
    public static DateTimeOffset BeganAt(TraceEvent one) => one.Clock == ClockMark.Ahead ? one.ReceivedAt : one.At;

    /// <summary>When it was over, as far as that is believed: what is told of is over.</summary>
    public static DateTimeOffset OverAt(TraceEvent one) => Of(one.EndedAt, one.ReceivedAt) == ClockMark.Ahead ? one.ReceivedAt : one.EndedAt;

    /// <summary>
    /// When an event counts: a time that has not come yet would hide what was spent, and a decision counts when it was taken, not when the
    /// wait for it began. The repair of sums says the same in SQL.
    /// </summary>
    public static DateTimeOffset CountedAt(TraceEvent one) => one switch
    {
        { Clock: ClockMark.Ahead } => one.ReceivedAt,
        { Kind: TraceKind.Review, LatencyMs: { } waited } => one.At.AddMilliseconds(waited),
        _ => one.At,
    };
}
