using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain.Insights;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Telemetry.Store;
using AgentConsole.Web.Shell;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Bench;

/// <summary>
/// Every query of every dashboard over each time that a reader may choose, in process on SQLite, with 1 and with 10 million events' worth
/// of roll-ups: agents tell as much each day, for 3 and for 30 days. The rows come from the writer's own counting and are put in in bulk,
/// without the events, which no dashboard reads.
/// </summary>
internal static class DashboardsBench
{
    private const int EventsPerDay = 333_333;
    private const int FewDays = 3;
    private const int ManyDays = 30;
    private const int EventsPerRun = 30;
    private const double TargetMs = 50;
    private const double TargetRatio = 1.2;
    private static readonly string[] Agents = ["support", "billing", "infra", "sales", "search", "legal"];
    private static readonly string[] Tools = ["crm.get", "crm.update", "billing.refund", "mail.send"];

    public static async Task<string> RunAsync(BenchOptions options)
    {
        var few = await MeasureAsync(FewDays, options);
        var many = await MeasureAsync(ManyDays, options);
        var slowest = many.Times.MaxBy(pair => pair.Value.P95);
        return JsonSerializer.Serialize(new
        {
            bench = "dashboards",
            worst_p95_ms = slowest.Value.P95,
            worst = slowest.Key,
            p50_all_ms = Math.Round(many.Times.Values.Average(time => time.P50), 2),
            ratio_to_few = Math.Round(many.Times.Sum(pair => pair.Value.P50) / few.Times.Sum(pair => pair.Value.P50), 2),
            target_ms = TargetMs,
            target_ratio = TargetRatio,
            p95_ms = many.Times.ToDictionary(pair => pair.Key, pair => new { few = few.Times[pair.Key].P95, many = pair.Value.P95 }),
            setup = new
            {
                few_events = few.Events,
                many_events = many.Events,
                rollup_rows = many.Rows,
                fill_s = new { few = few.FillSeconds, many = many.FillSeconds },
                series = many.Series,
                database = "sqlite",
                processors = Environment.ProcessorCount,
            },
        });
    }

    private static async Task<Measured> MeasureAsync(int days, BenchOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("agentconsole-bench-dashboards-").FullName;
        try
        {
            await using var app = await ConsoleHost.BuildAsync(new ServeOptions("http://127.0.0.1:0", folder), builder => builder.Logging.ClearProviders());
            var services = app.Services;
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            var watch = Stopwatch.StartNew();
            var (rows, series) = await FillAsync(services.GetRequiredService<TraceStore>(), now, days);
            var filled = watch.Elapsed.TotalSeconds;
            var times = new Dictionary<string, Figures>();
            foreach (var (name, length) in (IEnumerable<(string, TimeSpan)>)[("1h", TimeSpan.FromHours(1)), ("6h", TimeSpan.FromHours(6)), ("24h", TimeSpan.FromHours(24)), ("7d", TimeSpan.FromDays(7)), ("30d", TimeSpan.FromDays(30))])
            {
                var range = InsightRange.Of(now - length, now, now);
                foreach (var (query, work) in QueriesOf(services, range, now)) times[$"{query} {name}"] = await TimesAsync(work, options);
            }

            return new((long)days * EventsPerDay, rows, series, Math.Round(filled, 1), times);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<(string Name, Func<Task> Work)> QueriesOf(IServiceProvider services, InsightRange range, DateTimeOffset now)
    {
        var (spend, denials, tools, approvals) = (services.GetRequiredService<SpendQuery>(), services.GetRequiredService<DenialsQuery>(), services.GetRequiredService<ToolHealthQuery>(), services.GetRequiredService<ApprovalsQuery>());
        var (errors, outcomes, returns) = (services.GetRequiredService<ErrorsQuery>(), services.GetRequiredService<OutcomesQuery>(), services.GetRequiredService<ReturnsQuery>());
        RollupAsk times = new(range, RollupFilter.Everything, [], IsByTime: true);
        RollupAsk By(Dimension dimension) => new(range, RollupFilter.Everything, [dimension]);
        yield return ("spend by time and agent", () => spend.RowsAsync(times with { By = [Dimension.Agent], Named = Agents }, default));
        yield return ("spend by model", () => spend.RowsAsync(By(Dimension.Model), default));
        yield return ("spend forecast", () => spend.ForecastAsync(RollupFilter.Everything, default));
        yield return ("denials by time", () => denials.RowsAsync(times, default));
        yield return ("denials by rule", () => denials.RowsAsync(By(Dimension.Rule), default));
        yield return ("tools by time", () => tools.RowsAsync(times, default));
        yield return ("tools by tool", () => tools.RowsAsync(By(Dimension.Tool), default));
        yield return ("approvals by time", () => approvals.RowsAsync(times, default));
        yield return ("approvals by agent", () => approvals.RowsAsync(By(Dimension.Agent), default));
        yield return ("errors by time and kind", () => errors.RowsAsync(times with { By = [Dimension.Kind] }, default));
        yield return ("outcomes by time and agent", () => outcomes.RowsAsync(times with { By = [Dimension.Agent], Named = Agents }, default));
        yield return ("drift", () => outcomes.DriftAsync(range, InsightRange.Of(range.From.AddDays(-30), range.From, now), null, RollupFilter.Everything, [], default));
        yield return ("return", () => returns.RowsAsync(range, RollupFilter.Everything, default));
    }

    private static async Task<(long Rows, int Series)> FillAsync(TraceStore store, DateTimeOffset now, int days)
    {
        await using var connection = await store.OpenAsync(default);
        var series = new Dictionary<SeriesKey, long>();
        var rows = 0L;
        for (var day = days; day > 0; day--)
        {
            // A day at a time, so that what is counted fits into memory; a bucket that two of them share is put in once for each part.
            var batch = new TraceBatch();
            var begin = now.AddDays(-day);
            for (var at = 0; at < EventsPerDay; at++)
            {
                var one = EventOf(at, begin.AddSeconds(at * 86_400.0 / EventsPerDay));
                if (!series.TryGetValue(SeriesKey.Of(one), out var id)) series[SeriesKey.Of(one)] = id = series.Count + 1;
                batch.Count(one, run: null, id);
            }

            rows += batch.Rollups.Count;
            await WriteAsync(connection, batch, begin, day);
        }

        await using var transaction = await connection.BeginTransactionAsync();
        await using var add = connection.Of("INSERT INTO trace_series (id, agent, environment, workflow, kind, tool, model, rule_name, outcome) VALUES (@id, @agent, @environment, @workflow, @kind, @tool, @model, @rule, @outcome)", transaction);
        foreach (var name in (string[])["@id", "@agent", "@environment", "@workflow", "@kind", "@tool", "@model", "@rule", "@outcome"]) add.Add(name, "");
        foreach (var (key, id) in series)
        {
            foreach (var (at, value) in ((object[])[id, key.Agent, key.Environment, key.Workflow, (long)key.Kind, key.Tool, key.Model, key.Rule, (long)key.Outcome]).Index()) add.Parameters[at].Value = value;
            await add.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
        return (rows, series.Count);
    }

    private static async Task WriteAsync(System.Data.Common.DbConnection connection, TraceBatch batch, DateTimeOffset begin, int day)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using var add = connection.Of("""
            INSERT INTO trace_rollups (grain, bucket, series_id, events, input_tokens, output_tokens, cached_tokens, cost_nanos, unpriced, latency_ms, timed) VALUES (@a, @b, @c, @d, @e, @f, @g, @h, @i, @j, @k)
            ON CONFLICT (grain, bucket, series_id) DO UPDATE SET events = events + @d, cost_nanos = cost_nanos + @h
            """, transaction);
        foreach (var name in "abcdefghijk") add.Add("@" + name, 0L);
        foreach (var ((grain, bucket, id), sums) in batch.Rollups)
            await FillAsync(add, (long)grain, bucket, id, sums.Events, sums.InputTokens, sums.OutputTokens, sums.CachedTokens, sums.CostNanos, sums.Unpriced, sums.LatencyMs, sums.Timed);
        await using var time = connection.Of("INSERT INTO trace_latencies (grain, bucket, series_id, band, events) VALUES (@a, @b, @c, @d, @e) ON CONFLICT (grain, bucket, series_id, band) DO UPDATE SET events = events + @e", transaction);
        foreach (var name in "abcde") time.Add("@" + name, 0L);
        foreach (var ((grain, bucket, id, band), events) in batch.Latencies) await FillAsync(time, (long)grain, bucket, id, band, events);
        await using var run = connection.Of("""
            INSERT INTO trace_runs (agent, environment, name, is_guessed, workflow, started_us, last_us, ended_us, state, events, model_calls, tool_calls, errors, denials, input_tokens, output_tokens, cost_nanos, unpriced, waited_ms)
            VALUES (@agent, 'production', @name, 0, @workflow, @at, @end, @end, @state, 30, 10, 10, 0, 0, 10000, 1000, 20000000, 0, @waited)
            """, transaction);
        foreach (var name in (string[])["@agent", "@name", "@workflow", "@at", "@end", "@state", "@waited"]) run.Add(name, 0L);
        for (var at = 0; at < EventsPerDay / EventsPerRun; at++)
        {
            var micros = StoreTime.MicrosOf(begin.AddSeconds(at * 86_400.0 * EventsPerRun / EventsPerDay));
            await FillAsync(run, Agents[at % Agents.Length], string.Create(CultureInfo.InvariantCulture, $"run-{day}-{at}"), "flow-" + at % 4, micros, micros + 30_000_000, (long)(at % 6 == 0 ? RunState.Failed : RunState.Succeeded), at % 5 == 0 ? 60_000L : 0L);
        }

        await transaction.CommitAsync();

        static Task FillAsync(System.Data.Common.DbCommand command, params object[] values)
        {
            foreach (var (at, value) in values.Index()) command.Parameters[at].Value = value;
            return command.ExecuteNonQueryAsync();
        }
    }

    private static TraceEvent EventOf(int at, DateTimeOffset when)
    {
        var kind = (at % 30) switch { < 12 => TraceKind.ModelCall, < 24 => TraceKind.ToolCall, < 27 => TraceKind.Policy, < 28 => TraceKind.Review, < 29 => TraceKind.Release, _ => TraceKind.Run };
        return new()
        {
            Agent = Agents[at / 30 % Agents.Length],
            Environment = "production",
            At = when,
            ReceivedAt = when,
            Kind = kind,
            Workflow = "flow-" + at / 30 % 4,
            Outcome = at % 17 == 0 ? (kind is TraceKind.Policy or TraceKind.Review ? TraceOutcome.Denied : TraceOutcome.Error) : TraceOutcome.Ok,
            Tool = kind is TraceKind.ToolCall or TraceKind.Policy or TraceKind.Review ? Tools[at % Tools.Length] : null,
            Model = kind == TraceKind.ModelCall ? "model-" + at % 2 : null,
            Rule = kind == TraceKind.Policy ? "rule-" + at % 5 : null,
            InputTokens = kind == TraceKind.ModelCall ? 800 : null,
            OutputTokens = kind == TraceKind.ModelCall ? 60 : null,
            CostNanos = kind == TraceKind.ModelCall ? 2_100_000 : null,
            CostSource = kind == TraceKind.ModelCall ? CostSource.Reported : CostSource.None,
            LatencyMs = 40 + at % 4_000,
        };
    }

    private static async Task<Figures> TimesAsync(Func<Task> work, BenchOptions options)
    {
        var times = new List<double>();
        for (var call = 0; call < 3 + 7 * options.Rounds; call++)
        {
            var watch = Stopwatch.StartNew();
            await work();
            if (call >= 3) times.Add(watch.Elapsed.TotalMilliseconds);
        }

        var ordered = times.Order().ToList();
        return new(Math.Round(ordered[ordered.Count / 2], 2), Math.Round(ordered[(int)(ordered.Count * 0.95)], 2));
    }

    private sealed record Figures(double P50, double P95);

    private sealed record Measured(long Events, long Rows, int Series, double FillSeconds, IReadOnlyDictionary<string, Figures> Times);
}
