namespace AgentConsole.Domain.Telemetry;

/// <summary>What is read of a run's events, in the order of their times: all of them, or of a long run the first and the latest.</summary>
/// <param name="Skipped">How many lie between the first and the latest, unread.</param>
public sealed record RunEvents(IReadOnlyList<TraceEvent> Events, long Skipped)
{
    public static readonly RunEvents None = new([], 0);

    public bool IsCut => Skipped > 0;

    /// <param name="events">In any order; one that is told twice counts once.</param>
    /// <param name="count">How many the run has.</param>
    public static RunEvents Of(IEnumerable<TraceEvent> events, long count)
    {
        List<TraceEvent> known = [.. events.DistinctBy(one => one.Id).OrderBy(one => one.At).ThenBy(one => one.Id)];
        // Fewer than are counted, and no gap: the others were forgotten.
        if (known.Count < TelemetryLimits.StoryEventsMax) return new(known, 0);
        if (known.Count > TelemetryLimits.StoryEventsMax) known.RemoveRange(TelemetryLimits.StoryHeadMax, known.Count - TelemetryLimits.StoryEventsMax);
        return new(known, Math.Max(0, count - known.Count));
    }

    /// <summary>The same with what was told since.</summary>
    public RunEvents With(IEnumerable<TraceEvent> more, long count) => Of([.. Events, .. more], count);

    /// <summary>The place in the run, from one on, of the event at this index.</summary>
    public int StepOf(int index) => checked((int)(index + 1 + (IsCut && index >= TelemetryLimits.StoryHeadMax ? Skipped : 0)));
}
