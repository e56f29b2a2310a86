namespace AgentConsole.Domain.Alerts.Checks;

/// <summary>
/// What is counted of one scope over time, from which the sample of every minute follows: of now for the job, and of the past for a
/// backtest, by the same arithmetic. A window ends with the minute that runs; its baseline is the windows just before it.
/// </summary>
public sealed record AlertSeries(AlertScope Scope, BucketSums Counted, BucketSums? All, BucketSums EarlierCounted, BucketSums? EarlierAll)
{
    private const int Minute = 60;

    /// <summary>From when on the store knows anything, in the buckets of the baseline: what came before is not known to be nought.</summary>
    public required long KnownFrom { get; init; }

    /// <summary>The end of the minute in which a time lies, where the window that is looked at then ends.</summary>
    public static long EndOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / Minute * Minute + Minute;

    /// <summary>How wide the buckets of the baseline are, in seconds.</summary>
    public static long BaselineWidth(AlertTerms terms) => terms.WindowMinutes >= AlertLimits.HourlyMinutes ? 3_600 : Minute;

    /// <summary>
    /// Where the baseline ends for a window that begins there: just before it, or while an alert is open, before the window that opened it,
    /// so that a fault that lasts does not become what is usual.
    /// </summary>
    /// <param name="held">When the alert was opened, in seconds since 1970; null where none is.</param>
    public static long BaselineEnd(AlertTerms terms, long windowFrom, long? held)
    {
        var end = held is { } opened ? Math.Min(windowFrom, opened - terms.WindowMinutes * (long)Minute) : windowFrom;
        return end - (end % BaselineWidth(terms) + BaselineWidth(terms)) % BaselineWidth(terms);
    }

    /// <summary>When an open alert was opened, as far back as a baseline is held for it.</summary>
    public static long HeldAt(DateTimeOffset openedAt, long end) => Math.Max(openedAt.ToUnixTimeSeconds(), end - AlertLimits.HeldHours * 3_600L);

    /// <summary>The sample of a window that ends there.</summary>
    public AlertSample At(AlertTerms terms, long end, long? held = null)
    {
        var window = terms.WindowMinutes * (long)Minute;
        var from = end - window;
        var now = Counted.Sum(from, end);
        var earlierEnd = BaselineEnd(terms, from, held);
        var earlierFrom = Math.Max(KnownFrom, earlierEnd - terms.BaselineHours * 3_600L);
        if (All is not null && EarlierAll is not null)
        {
            var isKnown = earlierFrom < earlierEnd;
            return new AlertSample.Shares(Scope, now, All.Sum(from, end),
                isKnown ? EarlierCounted.Sum(earlierFrom, earlierEnd) : 0, isKnown ? EarlierAll.Sum(earlierFrom, earlierEnd) : 0);
        }

        var earlier = new List<long>();
        for (var at = earlierEnd; at - window >= earlierFrom; at -= window) earlier.Add(EarlierCounted.Sum(at - window, at));
        return new AlertSample.Counts(Scope, now, earlier);
    }

    /// <summary>What a window that ends there holds, without its baseline.</summary>
    public long CountAt(AlertTerms terms, long end) => Counted.Sum(end - terms.WindowMinutes * (long)Minute, end);
}
