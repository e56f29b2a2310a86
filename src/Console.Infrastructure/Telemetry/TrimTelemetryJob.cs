using System.Data.Common;
using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Telemetry.Store;
using Quartz;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>
/// Forgets what the operational store has kept long enough, class by class, a bounded piece at a time, so that nobody who writes waits
/// for long. Where the database keeps a day in a table of its own, that table is dropped.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class TrimTelemetryJob(TraceStore store, TelemetryOptions options, TimeProvider clock) : IJob
{
    public static readonly JobKey Key = new("trim", "telemetry");

    private const int BucketsMax = 60;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        context.Result = await RunOnceAsync(cancellationToken);

    public async Task<JobReport> RunOnceAsync(CancellationToken cancellation)
    {
        var now = clock.Instant();
        await using var connection = await store.OpenAsync(cancellation);
        var (events, rest) = (0L, 0L);
        for (var piece = 0; piece < TelemetryLimits.TrimPiecesMax; piece++)
        {
            var gone = await store.Dialect.TrimEventsAsync(connection, now.AddDays(-options.EventDays), TelemetryLimits.TrimRowsMax, cancellation);
            events += gone;
            if (gone < TelemetryLimits.TrimRowsMax) break;
        }

        var spans = StoreTime.MicrosOf(now.AddDays(-options.EventDays));
        rest += await DeleteAsync(connection, "trace_spans", "span_key", "seen_us < @before", spans, cancellation);
        foreach (var (grain, days) in ((Grain, int)[])[(Grain.Minute, options.MinuteDays), (Grain.Hour, options.HourDays), (Grain.Day, options.DayDays)])
        {
            foreach (var table in (string[])["trace_rollups", "trace_latencies"]) rest += await ForgetBucketsAsync(connection, table, grain, now.AddDays(-days).ToUnixTimeSeconds(), cancellation);
        }

        rest += await ForgetRunsAsync(connection, StoreTime.MicrosOf(now.AddDays(-options.RunDays)), cancellation);
        return new((int)Math.Min(int.MaxValue, events), string.Create(CultureInfo.InvariantCulture, $"{events:N0} events and {rest:N0} rows of sums, runs and ids were forgotten."));
    }

    // A few dozen buckets at a time, the earliest first.
    private static async Task<long> ForgetBucketsAsync(DbConnection connection, string table, Grain grain, long before, CancellationToken cancellation)
    {
        var gone = 0L;
        var width = Grains.SecondsOf(grain) * BucketsMax;
        for (var piece = 0; piece < TelemetryLimits.TrimPiecesMax; piece++)
        {
            await using var first = connection.Of(string.Create(CultureInfo.InvariantCulture, $"SELECT MIN(bucket) FROM {table} WHERE grain = {(int)grain}"));
            if (await first.ExecuteScalarAsync(cancellation) is not (not null and not DBNull and var earliest)) break;
            var from = Convert.ToInt64(earliest, CultureInfo.InvariantCulture);
            if (from >= before) break;
            gone += await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"DELETE FROM {table} WHERE grain = {(int)grain} AND bucket < @before"), Math.Min(before, from + width), cancellation);
        }

        return gone;
    }

    private async Task<long> ForgetRunsAsync(DbConnection connection, long before, CancellationToken cancellation)
    {
        var gone = 0L;
        var old = $"""
            SELECT id FROM trace_runs WHERE last_us < @before AND NOT EXISTS (SELECT 1 FROM trace_events e WHERE e.run_id = trace_runs.id)
            ORDER BY last_us, id{store.Dialect.First(TelemetryLimits.TrimRowsMax)}
            """;
        for (var piece = 0; piece < TelemetryLimits.TrimPiecesMax; piece++)
        {
            foreach (var table in (string[])["trace_traces", "trace_run_names"]) gone += await ExecuteAsync(connection, $"DELETE FROM {table} WHERE run_id IN ({old})", before, cancellation);
            var runs = await ExecuteAsync(connection, $"DELETE FROM trace_runs WHERE id IN ({old})", before, cancellation);
            gone += runs;
            if (runs < TelemetryLimits.TrimRowsMax) break;
        }

        return gone;
    }

    private async Task<long> DeleteAsync(DbConnection connection, string table, string key, string condition, long before, CancellationToken cancellation)
    {
        var gone = 0L;
        for (var piece = 0; piece < TelemetryLimits.TrimPiecesMax; piece++)
        {
            var rows = await ExecuteAsync(connection,
                $"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM {table} WHERE {condition} ORDER BY {key}{store.Dialect.First(TelemetryLimits.TrimRowsMax)})", before, cancellation);
            gone += rows;
            if (rows < TelemetryLimits.TrimRowsMax) break;
        }

        return gone;
    }

    private static async Task<int> ExecuteAsync(DbConnection connection, string sql, long before, CancellationToken cancellation)
    {
        await using var command = connection.Of(sql);
        command.Add("@before", before);
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}
