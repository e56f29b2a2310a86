using AgentConsole.Domain;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Alerts.Checks;
using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>Asks the stored figures what a rule would have done in the last week, or since they are kept as finely as it looks.</summary>
public sealed class AlertBacktestQuery
{
    private const int Minute = 60;
    private readonly CountsQuery _counts;
    private readonly RunCostsQuery _costs;
    private readonly TimeProvider _clock;

    internal AlertBacktestQuery(CountsQuery counts, RunCostsQuery costs, TimeProvider clock) => (_counts, _costs, _clock) = (counts, costs, clock);

    /// <returns>Null where a rule of that kind looks at how things stand: the past cannot be asked.</returns>
    public async Task<AlertBacktest?> RunAsync(AlertTerms terms, CancellationToken cancellation)
    {
        var now = _clock.Instant();
        return terms.Traits.Statistic switch
        {
            AlertStatistic.Count or AlertStatistic.Share => await CountsAsync(terms, now, cancellation),
            AlertStatistic.Cost => await CostsAsync(terms, now, cancellation),
            _ => null,
        };
    }

    private async Task<AlertBacktest> CountsAsync(AlertTerms terms, DateTimeOffset now, CancellationToken cancellation)
    {
        var last = AlertSeries.EndOf(now);
        var first = last - AlertLimits.BacktestDays * 86_400L;
        // A window is asked of minutes, and those are forgotten first.
        if (await _counts.KnownFromAsync(Grain.Minute, cancellation) is not { } known) return new(now, now, 0, []);
        first = Math.Min(last, Math.Max(first, known + Minute));
        var firings = new List<AlertBacktest.Firing>();
        await foreach (var series in _counts.SeriesAsync(terms, first, last, _ => first - AlertLimits.HeldHours * 3_600L, cancellation).Take(AlertLimits.ScopesMax).WithCancellation(cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            var episodes = new AlertEpisodes(terms.QuietMinutes);
            for (var end = first; end <= last; end += Minute)
            {
                if (series.CountAt(terms, end) < LeastOf(terms)) continue;
                var at = DateTimeOffset.FromUnixTimeSeconds(end - Minute);
                long? held = episodes.OpenAt(at) is { } opened ? AlertSeries.HeldAt(opened, end) : null;
                if (AlertCheck.Of(terms, series.At(terms, end, held)).IsOver) episodes.See(at);
            }

            firings.AddRange(episodes.Begins.Select(at => new AlertBacktest.Firing(series.Scope, at)));
        }

        return Of(DateTimeOffset.FromUnixTimeSeconds(first - Minute), now, firings);
    }

    private async Task<AlertBacktest> CostsAsync(AlertTerms terms, DateTimeOffset now, CancellationToken cancellation)
    {
        var from = now.AddDays(-AlertLimits.BacktestDays);
        var window = TimeSpan.FromMinutes(terms.WindowMinutes);
        var runs = await _costs.ListAsync(terms.Scope, from.AddHours(-terms.BaselineHours) - window, now, RunsReadMax, cancellation);
        var firings = new List<AlertBacktest.Firing>();
        foreach (var group in runs.GroupBy(run => new AlertScope(run.Agent, Workflow: run.Workflow)).OrderByDescending(group => group.Max(run => run.CostNanos)).Take(AlertLimits.ScopesMax))
        {
            cancellation.ThrowIfCancellationRequested();
            var episodes = new AlertEpisodes(terms.QuietMinutes);
            foreach (var run in group.Where(run => run.StartedAt >= from && run.CostNanos * 1e-3 >= terms.LimitMicros).OrderBy(run => run.StartedAt))
            {
                var before = run.StartedAt - window;
                var earlier = group.Where(one => one.StartedAt < before && one.StartedAt >= before.AddHours(-terms.BaselineHours)).Take(AlertLimits.CostRunsMax).Select(one => one.CostNanos);
                // It is found for as long as it lies in the window.
                if (AlertCheck.Of(terms, new AlertSample.Costs(group.Key, run.CostNanos, [.. earlier])).IsOver) episodes.See(run.StartedAt, run.StartedAt + window);
            }

            firings.AddRange(episodes.Begins.Select(at => new AlertBacktest.Firing(group.Key, at)));
        }

        return Of(from, now, firings);
    }

    private const int RunsReadMax = 20_000;

    private static int LeastOf(AlertTerms terms) => terms.Traits.Statistic == AlertStatistic.Count ? terms.Minimum : 1;

    private static AlertBacktest Of(DateTimeOffset from, DateTimeOffset to, List<AlertBacktest.Firing> firings) =>
        new(from, to, firings.Count, [.. firings.OrderBy(firing => firing.At).Take(AlertLimits.ListedMax)]);
}
