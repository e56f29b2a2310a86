using AgentConsole.Domain;
using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Infrastructure.Insights;

/// <summary>What agents cost: as they report it or as it was priced, and beside it how much has no price.</summary>
public sealed class SpendQuery(RollupQuery rollups, TimeProvider clock)
{
    public async Task<IReadOnlyList<SpendRow>> RowsAsync(RollupAsk ask, CancellationToken cancellation) =>
        [.. (await rollups.SumsAsync(ask, cancellation)).Select(row => new SpendRow(GroupKey.Of(row, row.Keys.Count), row.Sums))];

    /// <summary>Of the calls of models the share that has no price; null where there are none.</summary>
    public async Task<double?> UnpricedShareAsync(InsightRange range, RollupFilter filter, CancellationToken cancellation)
    {
        var calls = (await rollups.SumsAsync(new(range, filter, []), Series.ModelCalls, cancellation)).Select(row => row.Sums).Aggregate(default(RollupSums), RollupSums.Add);
        return calls.Events == 0 ? null : (double)calls.Unpriced / calls.Events;
    }

    /// <summary>Null where the last seven days are not all known.</summary>
    public async Task<SpendForecast?> ForecastAsync(RollupFilter filter, CancellationToken cancellation)
    {
        var now = clock.Instant();
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var month = new DateTimeOffset(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var week = today.AddDays(-InsightsLimits.ForecastDays);
        // Before the week as well: who spends nothing on Sundays is known all the same.
        var known = week.AddDays(-InsightsLimits.ForecastKnownDays);
        var range = InsightRange.Of(month < known ? month : known, now, now, Grain.Day);
        var days = (await rollups.SumsAsync(new(range, filter, [], IsByTime: true), cancellation)).ToDictionary(row => row.At!.Value, row => row.Sums.CostUsd);
        // A day before the first that was counted is not a day on which nothing was spent.
        if (days.Count == 0 || days.Keys.Min() > week) return null;
        return SpendForecast.Of(now, days.Where(day => day.Key >= month).Sum(day => day.Value),
            [.. Enumerable.Range(0, InsightsLimits.ForecastDays).Select(day => days.GetValueOrDefault(week.AddDays(day)))]);
    }
}
