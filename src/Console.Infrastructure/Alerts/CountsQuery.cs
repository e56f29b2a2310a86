using System.Runtime.CompilerServices;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Alerts.Checks;
using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Infrastructure.Alerts;

/// <summary>
/// Reads what rules of counts and shares look at, out of the roll-ups: which agents or tools come into question, and of each how much was
/// counted over time. How long that takes follows from the buckets, not from the events.
/// </summary>
internal sealed class CountsQuery(RollupQuery rollups, TraceStore store)
{
    /// <summary>What is counted over time, for all windows that end from one time to another, both ends of minutes: where it is enough to be looked at, the most first.</summary>
    /// <param name="heldOf">When the open alert about a scope was opened; null where there is none.</param>
    public async IAsyncEnumerable<AlertSeries> SeriesAsync(
        AlertTerms terms, long firstEnd, long lastEnd, Func<AlertScope, long?> heldOf, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var knownMinutes = await KnownFromAsync(Grain.Minute, cancellation);
        var knownFrom = AlertSeries.BaselineWidth(terms) == 60 ? knownMinutes : await KnownFromAsync(Grain.Hour, cancellation);
        if (knownMinutes is null || knownFrom is null) yield break;
        foreach (var scope in await ScopesAsync(terms, firstEnd, lastEnd, cancellation))
            yield return await OfAsync(terms, scope, firstEnd, lastEnd, heldOf(scope), knownFrom.Value, cancellation);
    }

    /// <summary>The series of one scope, for all windows that end from one time to another.</summary>
    public async Task<AlertSeries?> OfAsync(AlertTerms terms, AlertScope scope, long firstEnd, long lastEnd, long? held, CancellationToken cancellation) =>
        await KnownFromAsync(AlertSeries.BaselineWidth(terms) == 60 ? Grain.Minute : Grain.Hour, cancellation) is { } known
            ? await OfAsync(terms, scope, firstEnd, lastEnd, held, known, cancellation)
            : null;

    /// <summary>When the first bucket begins that the store still has, in seconds since 1970.</summary>
    public async Task<long?> KnownFromAsync(Grain grain, CancellationToken cancellation)
    {
        await using var connection = await store.OpenAsync(cancellation);
        await using var find = connection.Of($"SELECT bucket FROM trace_rollups WHERE grain = @grain ORDER BY bucket{store.Dialect.First(1)}");
        find.Add("@grain", (long)grain);
        return await find.ExecuteScalarAsync(cancellation) is long first ? first : null;
    }

    private async Task<AlertSeries> OfAsync(AlertTerms terms, AlertScope scope, long firstEnd, long lastEnd, long? held, long knownFrom, CancellationToken cancellation)
    {
        var from = firstEnd - terms.WindowMinutes * 60L;
        var counted = await BucketsAsync(CountedOf(terms.Kind), scope, from, lastEnd, Grain.Minute, cancellation);
        var all = terms.Traits.Statistic == AlertStatistic.Share ? await BucketsAsync(Series.MadeToolCalls, scope, from, lastEnd, Grain.Minute, cancellation) : null;
        var grain = AlertSeries.BaselineWidth(terms) == 60 ? Grain.Minute : Grain.Hour;
        var (earlierFrom, earlierTo) = (AlertSeries.BaselineEnd(terms, from, held) - terms.BaselineHours * 3_600L, AlertSeries.BaselineEnd(terms, lastEnd - terms.WindowMinutes * 60L, null));
        var earlier = await BucketsAsync(CountedOf(terms.Kind), scope, earlierFrom, earlierTo, grain, cancellation);
        var earlierAll = all is null ? null : await BucketsAsync(Series.MadeToolCalls, scope, earlierFrom, earlierTo, grain, cancellation);
        return new(scope, counted, all, earlier, earlierAll) { KnownFrom = knownFrom };
    }

    private async Task<IReadOnlyList<AlertScope>> ScopesAsync(AlertTerms terms, long firstEnd, long lastEnd, CancellationToken cancellation)
    {
        var range = RangeOf(firstEnd - terms.WindowMinutes * 60L, lastEnd, Grain.Minute);
        if (terms.Traits.Statistic == AlertStatistic.Share) return await ToolsAsync(terms, range, firstEnd == lastEnd, cancellation);
        // One that has fewer than the minimum in all of the time has it in no window.
        return
        [
            .. (await EventsAsync(terms, range, Dimension.Agent, CountedOf(terms.Kind), cancellation)).Where(row => row.Events >= terms.Minimum)
                .Select(row => terms.Scope with { Agent = row.Name }),
        ];
    }

    private async Task<IReadOnlyList<AlertScope>> ToolsAsync(AlertTerms terms, InsightRange range, bool isOneWindow, CancellationToken cancellation)
    {
        var calls = (await EventsAsync(terms, range, Dimension.Tool, Series.MadeToolCalls, cancellation)).ToDictionary(row => row.Name, row => row.Events, StringComparer.Ordinal);
        var failed = (await EventsAsync(terms, range, Dimension.Tool, CountedOf(terms.Kind), cancellation)).Where(row => calls.GetValueOrDefault(row.Name) >= terms.Minimum);
        // No baseline makes too much of what is not even by the limit itself; over many windows only the windows say that.
        if (isOneWindow) failed = failed.Where(row => ShareBound.Tail(row.Events, calls[row.Name], terms.LimitMicros / 1e8) <= terms.Chance);
        return [.. failed.OrderByDescending(row => (double)row.Events / calls[row.Name]).Select(row => terms.Scope with { Tool = row.Name })];
    }

    private async Task<IEnumerable<(string Name, long Events)>> EventsAsync(AlertTerms terms, InsightRange range, Dimension dimension, string series, CancellationToken cancellation) =>
        from row in await rollups.SumsAsync(new(range, FilterOf(terms.Scope), [dimension]), series, cancellation)
        where row.Keys[0] is { Length: > 0 }
        select (row.Keys[0]!, row.Sums.Events);

    // A look without groups has a row for each bucket, and an answer holds so many.
    private async Task<BucketSums> BucketsAsync(string series, AlertScope scope, long from, long to, Grain grain, CancellationToken cancellation)
    {
        var width = Grains.SecondsOf(grain);
        var found = new List<(long, long)>();
        for (var start = from; start < to; start += RowsPerLook * width)
            found.AddRange((await rollups.SumsAsync(new(RangeOf(start, Math.Min(to, start + RowsPerLook * width), grain), FilterOf(scope), [], IsByTime: true), series, cancellation))
                .Select(row => (row.At!.Value.ToUnixTimeSeconds(), row.Sums.Events)));
        return new(from, width, (int)Math.Max(0, (to - from) / width), found);
    }

    private const int RowsPerLook = InsightsLimits.RowsMax;

    private static string CountedOf(AlertKind kind) => kind == AlertKind.ToolErrors ? Series.ToolErrors : Series.Refused;

    private static InsightRange RangeOf(long from, long to, Grain grain) => new(DateTimeOffset.FromUnixTimeSeconds(from), DateTimeOffset.FromUnixTimeSeconds(to), grain);

    private static RollupFilter FilterOf(AlertScope scope) => new(Agent: scope.Agent, Workflow: scope.Workflow, Tool: scope.Tool);
}
