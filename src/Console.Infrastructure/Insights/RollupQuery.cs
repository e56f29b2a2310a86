using System.Data.Common;
using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Insights;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Infrastructure.Insights;

/// <summary>
/// Reads sums out of the roll-ups, and shares of a time out of the latency bands. How long it takes follows from the number of buckets
/// and series, not of events.
/// </summary>
public sealed class RollupQuery
{
    private readonly TraceStore _store;

    internal RollupQuery(TraceStore store) => _store = store;

    /// <summary>Groups with their sums: by time the earliest first, else the largest first; at most <see cref="InsightsLimits.RowsMax"/> and one.</summary>
    public Task<IReadOnlyList<RollupRow>> SumsAsync(RollupAsk ask, CancellationToken cancellation) => SumsAsync(ask, null, cancellation);

    /// <param name="series">A further condition on the series, a constant of this room.</param>
    internal Task<IReadOnlyList<RollupRow>> SumsAsync(RollupAsk ask, string? series, CancellationToken cancellation) =>
        SumsAsync(ask, series, _ => ask.IsByTime ? "r.bucket" : "SUM(r.events) DESC", InsightsLimits.RowsMax + 1, cancellation);

    /// <summary>
    /// The same, with more told apart inside of each group: no group is in it half, however many rows there are; at most
    /// <see cref="InsightsLimits.RowsMax"/> groups and one.
    /// </summary>
    /// <param name="within">What is told apart inside of a group: few names, such as kinds or outcomes.</param>
    /// <param name="withinMax">How many rows that makes of a group at most.</param>
    internal async Task<IReadOnlyList<IGrouping<GroupKey, RollupRow>>> GroupsAsync(RollupAsk ask, string series, IReadOnlyList<Dimension> within, int withinMax, CancellationToken cancellation)
    {
        var rows = await SumsAsync(ask with { By = [.. ask.By, .. within] }, series, OrderOf, (InsightsLimits.RowsMax + 1) * withinMax, cancellation);
        return [.. rows.GroupBy(row => GroupKey.Of(row, ask.By.Count)).Take(InsightsLimits.RowsMax + 1)];

        // Rows of a group lie together, so that a limit cuts between groups.
        string OrderOf(IReadOnlyList<string> groups)
        {
            var keys = string.Join(", ", groups.Take(groups.Count - within.Count));
            return ask.IsByTime || keys.Length == 0 ? string.Join(", ", groups.Distinct()) : $"SUM(SUM(r.events)) OVER (PARTITION BY {keys}) DESC, {keys}";
        }
    }

    private async Task<IReadOnlyList<RollupRow>> SumsAsync(RollupAsk ask, string? series, Func<IReadOnlyList<string>, string> order, int count, CancellationToken cancellation)
    {
        await using var connection = await _store.OpenAsync(cancellation);
        await using var sum = connection.Of("");
        var groups = GroupsOf(sum, ask);
        sum.Say($"""
            SELECT {Listed(groups)}SUM(r.events), SUM(r.input_tokens), SUM(r.output_tokens), SUM(r.cached_tokens), SUM(r.cost_nanos / {NanosPerUnit}), SUM(r.cost_nanos % {NanosPerUnit}),
              SUM(r.unpriced), SUM(r.latency_ms), SUM(r.timed)
            FROM {Rows(sum, ask, "trace_rollups")} r CROSS JOIN trace_series s WHERE {Conditions(sum, ask, series)}
            {Grouped(groups)} ORDER BY {order(groups)}{_store.Dialect.First(count)}
            """);
        var found = new List<RollupRow>();
        await using var rows = await sum.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            if (RowOf(rows, ask, groups.Count) is { } row) found.Add(row);
        return found;
    }

    /// <summary>How long things took, by group.</summary>
    internal async Task<IReadOnlyList<LatencyRow>> LatenciesAsync(RollupAsk ask, string series, CancellationToken cancellation)
    {
        await using var connection = await _store.OpenAsync(cancellation);
        await using var sum = connection.Of("");
        var groups = GroupsOf(sum, ask);
        sum.Say($"""
            SELECT {Listed(groups)}r.band, SUM(r.events)
            FROM {Rows(sum, ask, "trace_latencies")} r CROSS JOIN trace_series s WHERE {Conditions(sum, ask, series)}
            {Grouped([.. groups, "r.band"])} ORDER BY {Listed(groups)}r.band{_store.Dialect.First(InsightsLimits.RowsMax * (LatencyBands.Last + 1))}
            """);
        var found = new List<(DateTimeOffset? At, IReadOnlyList<string?> Keys, int Band, long Events)>();
        await using var rows = await sum.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            found.Add((AtOf(rows, ask), KeysOf(rows, ask), (int)Whole(rows, groups.Count), Whole(rows, groups.Count + 1)));
        return
        [
            .. found.GroupBy(row => (row.At, Keys: string.Join('\n', row.Keys.Select(key => key ?? "\0")))).Take(InsightsLimits.RowsMax)
                .Select(group => LatencyOf(group.Key.At, group.First().Keys, [.. group.Select(row => (row.Band, row.Events)).OrderBy(pair => pair.Band)])),
        ];
    }

    private const long NanosPerUnit = 1_000_000_000;

    private static LatencyRow LatencyOf(DateTimeOffset? at, IReadOnlyList<string?> keys, IReadOnlyList<(int Band, long Events)> bands)
    {
        var timed = bands.Sum(band => band.Events);
        return new(at, keys, timed, Share(0.5), Share(0.95));

        double Share(double share)
        {
            var (wanted, passed) = (Math.Max(1, (long)Math.Ceiling(timed * share)), 0L);
            foreach (var (band, events) in bands)
                if ((passed += events) >= wanted) return LatencyBands.UpTo(band);
            return 0;
        }
    }

    // Without groups there is one row even where there is nothing.
    private static RollupRow? RowOf(DbDataReader row, RollupAsk ask, int at) => row.IsDBNull(at) ? null : new(AtOf(row, ask), KeysOf(row, ask), new(
        Whole(row, at), Whole(row, at + 1), Whole(row, at + 2), Whole(row, at + 3), Whole(row, at + 4) + (decimal)Whole(row, at + 5) / NanosPerUnit,
        Whole(row, at + 6), Whole(row, at + 7), Whole(row, at + 8)));

    private static DateTimeOffset? AtOf(DbDataReader row, RollupAsk ask) => ask.IsByTime ? DateTimeOffset.FromUnixTimeSeconds(Whole(row, 0)) : null;

    private static List<string?> KeysOf(DbDataReader row, RollupAsk ask)
    {
        var keys = new List<string?>(ask.By.Count);
        var first = ask.IsByTime ? 1 : 0;
        for (var at = 0; at < ask.By.Count; at++)
            keys.Add(row.IsDBNull(first + at) ? null : ask.By[at] switch
            {
                Dimension.Kind => WireName.Of((TraceKind)Whole(row, first + at)),
                Dimension.Outcome => WireName.Of((TraceOutcome)Whole(row, first + at)),
                _ => row.GetString(first + at),
            });
        return keys;
    }

    private static List<string> GroupsOf(DbCommand command, RollupAsk ask)
    {
        var groups = new List<string>();
        if (ask.IsByTime) groups.Add("r.bucket");
        foreach (var (at, dimension) in ask.By.Index())
            groups.Add(at == 0 && ask.Named is { } named ? $"CASE WHEN {Among(command, ColumnOf(dimension), named)} THEN {ColumnOf(dimension)} END" : ColumnOf(dimension));
        return groups;
    }

    private static string Among(DbCommand command, string column, IReadOnlyList<string> names)
    {
        if (names.Count == 0) return "1 = 0";
        var parameters = names.Take(InsightsLimits.RowsMax).Select((name, at) => command.Add(string.Create(CultureInfo.InvariantCulture, $"@named{at}"), name).ParameterName);
        return $"{column} IN ({string.Join(", ", parameters)})";
    }

    // Where hours are not told apart, the whole days among them are read as days: the same figures from far fewer rows.
    private static string Rows(DbCommand command, RollupAsk ask, string table)
    {
        var (first, end, day) = (ask.Range.FirstBucket, ask.Range.EndBucket, Grains.SecondsOf(Grain.Day));
        var (firstDay, endDay) = ((first + day - 1) / day * day, end / day * day);
        command.Add("@grain", (long)ask.Range.Grain);
        command.Add("@from", first);
        command.Add("@to", end);
        if (ask.IsByTime || ask.Range.Grain != Grain.Hour || firstDay >= endDay) return $"(SELECT * FROM {table} WHERE grain = @grain AND bucket >= @from AND bucket < @to)";
        command.Add("@day", (long)Grain.Day);
        command.Add("@first_day", firstDay);
        command.Add("@end_day", endDay);
        return $"""
            (SELECT * FROM {table} WHERE grain = @grain AND bucket >= @from AND bucket < @first_day
             UNION ALL SELECT * FROM {table} WHERE grain = @day AND bucket >= @first_day AND bucket < @end_day
             UNION ALL SELECT * FROM {table} WHERE grain = @grain AND bucket >= @end_day AND bucket < @to)
            """;
    }

    // The order of the join is said, because few buckets lie in the range and each has its series; the other way round is a scan for each series.
    private static string Conditions(DbCommand command, RollupAsk ask, string? series)
    {
        var where = new List<string> { "s.id = r.series_id" };
        if (series is not null) where.Add($"({series})");
        foreach (var (dimension, name) in (IEnumerable<(Dimension, string?)>)
        [
            (Dimension.Agent, ask.Filter.Agent), (Dimension.Environment, ask.Filter.Environment), (Dimension.Workflow, ask.Filter.Workflow),
            (Dimension.Tool, ask.Filter.Tool), (Dimension.Model, ask.Filter.Model), (Dimension.Rule, ask.Filter.Rule),
        ])
        {
            if (name is null) continue;
            var parameter = "@is_" + WireName.Of(dimension);
            where.Add($"{ColumnOf(dimension)} = {parameter}");
            command.Add(parameter, name);
        }

        return string.Join(" AND ", where);
    }

    private static string ColumnOf(Dimension dimension) => dimension switch
    {
        Dimension.Agent => "s.agent",
        Dimension.Environment => "s.environment",
        Dimension.Workflow => "s.workflow",
        Dimension.Kind => "s.kind",
        Dimension.Tool => "s.tool",
        Dimension.Model => "s.model",
        Dimension.Rule => "s.rule_name",
        Dimension.Outcome => "s.outcome",
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };

    private static string Listed(List<string> groups) => groups.Count == 0 ? "" : string.Join(", ", groups) + ", ";

    private static string Grouped(List<string> groups) => groups.Count == 0 ? "" : "GROUP BY " + string.Join(", ", groups);

    // A sum of whole numbers is wider than they are on PostgreSQL.
    private static long Whole(DbDataReader row, int column) => row.GetValue(column) switch
    {
        long number => number,
        decimal number => (long)Math.Clamp(number, long.MinValue, long.MaxValue),
        var number => Convert.ToInt64(number, CultureInfo.InvariantCulture),
    };
}
