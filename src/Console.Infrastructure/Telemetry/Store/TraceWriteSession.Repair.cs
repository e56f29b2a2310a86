using System.Data;
using System.Data.Common;
using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry.Store;

internal sealed partial class TraceWriteSession
{
    private static readonly string[] Sums = ["events", "input_tokens", "output_tokens", "cached_tokens", "cost_nanos", "unpriced", "latency_ms", "timed"];

    /// <summary>
    /// Counts the events of one hour anew, compares with what was counted when they came in, minute by minute, over the hour, and over its day by its hours,
    /// and puts right what differs; all or none.
    /// </summary>
    /// <param name="hour">The beginning of a whole hour that is over, as seconds since 1970.</param>
    /// <param name="hoursAreKept">Whether every hour of its day is still there to be added up.</param>
    /// <returns>How many rows were compared and put right; null where more events lie behind it than one look reads.</returns>
    public async Task<(int Compared, int Righted)?> RepairAsync(long hour, bool hoursAreKept, CancellationToken cancellation)
    {
        // One picture of events and sums: a batch that comes in meanwhile is in both or in neither.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        var (from, to) = (hour, hour + Grains.SecondsOf(Grain.Hour));
        if (await FloorAsync(from, transaction, cancellation) is not { } floor) return null;
        var counted = await CountAnewAsync(floor, from, to, transaction, cancellation);
        var kept = await KeptAsync($"grain IN ({(int)Grain.Minute}, {(int)Grain.Hour}) AND bucket >= @from AND bucket < @to", from, to, transaction, cancellation);
        var righted = await RightAsync(counted, kept, transaction, cancellation);

        if (!hoursAreKept)
        {
            await transaction.CommitAsync(cancellation);
            return (counted.Count, righted);
        }

        var day = from - from % Grains.SecondsOf(Grain.Day);
        var hours = await KeptAsync($"grain = {(int)Grain.Hour} AND bucket >= @from AND bucket < @to", day, day + Grains.SecondsOf(Grain.Day), transaction, cancellation);
        var days = hours.GroupBy(row => (Grain.Day, day, row.Key.Series)).ToDictionary(group => group.Key, group => Added(group.Select(row => row.Value)));
        righted += await RightAsync(days, await KeptAsync($"grain = {(int)Grain.Day} AND bucket >= @from AND bucket < @to", day, day + 1, transaction, cancellation), transaction, cancellation);
        await transaction.CommitAsync(cancellation);
        return (counted.Count + days.Count, righted);
    }

    /// <summary>Behind which id the events of a time begin: they are numbered as they come in. Null where that is further back than one look reads.</summary>
    private async Task<long?> FloorAsync(long fromSeconds, DbTransaction transaction, CancellationToken cancellation)
    {
        await using var last = connection.Of("SELECT MAX(id) FROM trace_events", transaction);
        if (await last.ExecuteScalarAsync(cancellation) is not long newest) return 0;
        var floor = newest - TelemetryLimits.RepairEventsMax;
        await using var before = connection.Of($"SELECT received_us FROM trace_events WHERE id <= @floor ORDER BY id DESC{store.Dialect.First(1)}", transaction);
        before.Add("@floor", floor);
        return await before.ExecuteScalarAsync(cancellation) is long received && received >= SinceOf(fromSeconds) ? null : floor;
    }

    // What tells a time that is ahead of ours came in before that time, but not by more than is believed.
    private static long SinceOf(long fromSeconds) => (fromSeconds - TelemetryLimits.AheadSecondsMax) * 1_000_000;

    private async Task<Dictionary<(Grain Grain, long Bucket, long Series), long[]>> CountAnewAsync(
        long floor, long from, long to, DbTransaction transaction, CancellationToken cancellation)
    {
        const string Key = "agent, environment, workflow, kind, tool, model, rule_name, outcome";
        await using var count = connection.Of($"""
            SELECT {Key}, counted_us / 60000000,
              CAST(COUNT(*) AS BIGINT), CAST(SUM(COALESCE(input_tokens, 0)) AS BIGINT), CAST(SUM(COALESCE(output_tokens, 0)) AS BIGINT),
              CAST(SUM(COALESCE(cached_tokens, 0)) AS BIGINT), CAST(SUM(COALESCE(cost_nanos, 0)) AS BIGINT),
              CAST(SUM(CASE WHEN cost_source = {(int)CostSource.Unknown} THEN 1 ELSE 0 END) AS BIGINT),
              CAST(SUM(COALESCE(latency_ms, 0)) AS BIGINT), CAST(COUNT(latency_ms) AS BIGINT)
            FROM (SELECT {Key}, input_tokens, output_tokens, cached_tokens, cost_nanos, cost_source, latency_ms,
                {CountedMicros} AS counted_us
              FROM trace_events WHERE id > @floor AND received_us >= @since) e
            WHERE counted_us >= @from AND counted_us < @to GROUP BY {Key}, counted_us / 60000000
            """, transaction);
        count.Add("@floor", floor);
        count.Add("@since", SinceOf(from));
        count.Add("@from", from * 1_000_000);
        count.Add("@to", to * 1_000_000);
        var rows = new List<(SeriesKey Key, long Minute, long[] Values)>();
        await using (var row = await count.ExecuteReaderAsync(cancellation))
            while (await row.ReadAsync(cancellation))
                rows.Add((new(row.GetString(0), row.GetString(1), row.Text(2) ?? "", (TraceKind)row.GetInt64(3), row.Text(4) ?? "", row.Text(5) ?? "", row.Text(6) ?? "", (TraceOutcome)row.GetInt64(7)),
                    row.GetInt64(8) * 60, [.. Enumerable.Range(9, Sums.Length).Select(row.GetInt64)]));

        var counted = new Dictionary<(Grain, long, long), long[]>();
        foreach (var (key, minute, values) in rows)
        {
            var series = await SeriesIdAsync(key, transaction, cancellation);
            foreach (var place in ((Grain, long, long)[])[(Grain.Minute, minute, series), (Grain.Hour, from, series)])
                counted[place] = counted.TryGetValue(place, out var before) ? Added([before, values]) : values;
        }

        return counted;
    }

    private async Task<Dictionary<(Grain Grain, long Bucket, long Series), long[]>> KeptAsync(
        string where, long from, long to, DbTransaction transaction, CancellationToken cancellation)
    {
        await using var read = connection.Of($"SELECT grain, bucket, series_id, {string.Join(", ", Sums)} FROM trace_rollups WHERE {where}", transaction);
        read.Add("@from", from);
        read.Add("@to", to);
        var kept = new Dictionary<(Grain, long, long), long[]>();
        await using var row = await read.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            kept[((Grain)row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))] = [.. Enumerable.Range(3, Sums.Length).Select(row.GetInt64)];
        return kept;
    }

    private async Task<int> RightAsync(Dictionary<(Grain Grain, long Bucket, long Series), long[]> wanted, Dictionary<(Grain Grain, long Bucket, long Series), long[]> kept,
        DbTransaction transaction, CancellationToken cancellation)
    {
        var righted = 0;
        foreach (var place in wanted.Keys.Union(kept.Keys).Order().ToList())
        {
            var (right, had) = (wanted.GetValueOrDefault(place), kept.GetValueOrDefault(place));
            if (right is not null && had is not null && right.AsSpan().SequenceEqual(had)) continue;
            await using var write = connection.Of((right, had) switch
            {
                (null, _) => "DELETE FROM trace_rollups WHERE grain = @grain AND bucket = @bucket AND series_id = @series",
                (_, null) => $"INSERT INTO trace_rollups (grain, bucket, series_id, {string.Join(", ", Sums)}) VALUES (@grain, @bucket, @series, {string.Join(", ", Sums.Select(sum => "@" + sum))})",
                _ => $"UPDATE trace_rollups SET {string.Join(", ", Sums.Select(sum => $"{sum} = @{sum}"))} WHERE grain = @grain AND bucket = @bucket AND series_id = @series",
            }, transaction);
            write.Add("@grain", (long)place.Grain);
            write.Add("@bucket", place.Bucket);
            write.Add("@series", place.Series);
            if (right is not null)
                foreach (var (index, sum) in Sums.Index()) write.Add("@" + sum, right[index]);
            await write.ExecuteNonQueryAsync(cancellation);
            righted++;
        }

        return righted;
    }

    private static long[] Added(IEnumerable<long[]> rows)
    {
        var sum = new long[Sums.Length];
        foreach (var row in rows)
            for (var index = 0; index < sum.Length; index++) sum[index] += row[index];
        return sum;
    }
}
