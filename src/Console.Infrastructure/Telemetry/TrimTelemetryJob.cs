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
            var before = now.AddDays(-days).ToUnixTimeSeconds();
            foreach (var table in (string[])["trace_rollups", "trace_latencies"])
                rest += await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"DELETE FROM {table} WHERE grain = {(int)grain} AND bucket < @before"), before, cancellation);
        }

        var runs = StoreTime.MicrosOf(now.AddDays(-options.RunDays));
        rest += await ExecuteAsync(connection, "DELETE FROM trace_traces WHERE run_id IN (SELECT id FROM trace_runs WHERE last_us < @before)", runs, cancellation);
        rest += await ExecuteAsync(connection, "DELETE FROM trace_run_names WHERE run_id IN (SELECT id FROM trace_runs WHERE last_us < @before AND NOT EXISTS (SELECT 1 FROM trace_events e WHERE e.run_id = trace_runs.id))", runs, cancellation);
        rest += await ExecuteAsync(connection, "DELETE FROM trace_runs WHERE last_us < @before AND NOT EXISTS (SELECT 1 FROM trace_events e WHERE e.run_id = trace_runs.id)", runs, cancellation);
        return new((int)Math.Min(int.MaxValue, events), string.Create(CultureInfo.InvariantCulture, $"{events:N0} events and {rest:N0} rows of sums, runs and ids were forgotten."));
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
