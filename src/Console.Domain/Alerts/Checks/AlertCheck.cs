using AgentConsole.Domain.Insights;

namespace AgentConsole.Domain.Alerts.Checks;

/// <summary>
/// Says whether what was measured is too much, by the statistic of its kind. INVARIANT: with fewer than the rule's minimum nothing is, and
/// more of the same never makes it less.
/// </summary>
public static class AlertCheck
{
    private const long NanosPerMicro = 1_000;

    public static AlertFinding Of(AlertTerms terms, AlertSample sample) => sample switch
    {
        AlertSample.Counts counts => Of(terms, counts),
        AlertSample.Shares shares => Of(terms, shares),
        AlertSample.Costs costs => Of(terms, costs),
        AlertSample.Outcomes outcomes => Of(outcomes),
        AlertSample.Level level => new(level.Scope, level.ValueMicros >= LineOf(terms), level.ValueMicros, LineOf(terms)),
        _ => throw new InvalidOperationException($"{sample} is no sample."),
    };

    private static AlertFinding Of(AlertTerms terms, AlertSample.Counts counts)
    {
        var bound = CountBound.Of(counts.Earlier, terms.Chance);
        var line = Math.Max(terms.Minimum, bound?.Least ?? 0);
        return new(counts.Scope, bound is not null && counts.Now >= line, MicrosOf(counts.Now), MicrosOf(line), bound is null ? null : MicrosOf(bound.Mean));
    }

    private static AlertFinding Of(AlertTerms terms, AlertSample.Shares shares)
    {
        if (shares.All == 0) return new(shares.Scope, false, 0, terms.LimitMicros);
        var value = 100.0 * shares.Failed / shares.All;
        if (shares.EarlierAll < terms.Minimum) return new(shares.Scope, false, MicrosOf(value), terms.LimitMicros);
        var usual = 100.0 * shares.EarlierFailed / shares.EarlierAll;
        var share = Math.Max(ShareBound.WilsonUpper(shares.EarlierFailed, shares.EarlierAll), terms.LimitMicros / 1e8);
        var isOver = shares.All >= terms.Minimum && ShareBound.Tail(shares.Failed, shares.All, share) <= terms.Chance;
        var least = ShareBound.Least(shares.All, share, terms.Chance);
        return new(shares.Scope, isOver, MicrosOf(value), MicrosOf(100.0 * least / shares.All), MicrosOf(usual));
    }

    private static AlertFinding Of(AlertTerms terms, AlertSample.Costs costs)
    {
        var value = costs.DearestNanos / NanosPerMicro;
        if (CostBound.Of(costs.EarlierNanos, terms.Minimum, terms.FactorTenths / 10.0) is not { } bound) return new(costs.Scope, false, value, terms.LimitMicros);
        var line = Math.Max(terms.LimitMicros, MicrosOf(bound.LineNanos / 1e9));
        return new(costs.Scope, value >= line, value, line, MicrosOf(bound.MedianNanos / 1e9));
    }

    private static AlertFinding Of(AlertSample.Outcomes outcomes)
    {
        var drift = outcomes.Drift;
        var usual = MicrosOf(100 * (1 - drift.Baseline.Share));
        return new(outcomes.Scope, drift.State == DriftState.Fallen, MicrosOf(100 * (1 - drift.Share)), usual, usual);
    }

    // Where a limit says how long something may last, the line is how many lasted longer.
    private static long LineOf(AlertTerms terms) =>
        terms.Kind is AlertKind.NoResult or AlertKind.FailedDeliveries ? MicrosOf(terms.Minimum) : terms.LimitMicros;

    private static long MicrosOf(double figure) => (long)Math.Clamp(Math.Round(figure * AlertLimits.Micros), 0, AlertLimits.FigureMicrosMax);
}
