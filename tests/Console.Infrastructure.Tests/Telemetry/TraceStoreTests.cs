using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Telemetry.Store;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Telemetry;

public sealed class TraceStoreTests
{
    [Theory, EveryDatabase]
    public async Task What_is_written_is_read_back_in_the_order_of_its_times(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        var late = Traced.Event(TraceKind.ModelCall, second: 5) with
        {
            Workflow = "triage",
            Name = "chat",
            LatencyMs = 420,
            InputTokens = 812,
            OutputTokens = 64,
            CachedTokens = 100,
            CostNanos = 2_100_000,
            CostSource = CostSource.Reported,
            Detail = """{"more":{"x":"ü"}}""",
        };
        var wrong = Traced.Event(second: 1) with { Outcome = TraceOutcome.Error, ErrorType = "timeout", Error = "no answer", CallHash = "00ff", ToolCallId = "call_1" };

        await traced.WriteAsync(late, wrong);
        var query = new RunsQuery(traced.Store);
        var run = Assert.Single(await query.FindAsync("run-7", null, null, default));
        var events = await query.EventsAsync(run.Id, null, 10, default);

        Assert.Equal(
            [wrong with { Id = events[0].Id }, late with { Id = events[1].Id }],
            events);
        Assert.Equal((2, 1, 1, 1, 812, 64, 2_100_000), (run.Events, run.ModelCalls, run.ToolCalls, run.Errors, run.InputTokens, run.OutputTokens, run.CostNanos));
        Assert.Equal((FaultDomain.Tools, wrong.At), (run.Fault, run.FaultAt));
        Assert.Equal((wrong.At, late.EndedAt), (run.StartedAt, run.LastAt));
    }

    [Theory, EveryDatabase]
    public async Task A_span_that_is_sent_again_counts_once(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);

        await traced.WriteAsync(Traced.Span("t1", "s1"), Traced.Span("t1", "s2"));
        var again = await traced.WriteAsync(Traced.Span("t1", "s2"), Traced.Span("t1", "s3"));

        Assert.Equal("s3", Assert.Single(again).Event.SpanId);
        Assert.Equal(3, await traced.NumberAsync("SELECT COUNT(*) FROM trace_events"));
        Assert.Equal(3, await traced.NumberAsync("SELECT SUM(events) FROM trace_rollups WHERE grain = 2"));
    }

    [Theory, EveryDatabase]
    public async Task No_id_that_an_agent_chooses_hides_how_its_run_ended(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Traced.Event(TraceKind.Step) with { SpanId = "console:ended" });
        await traced.WriteAsync(Traced.Event(TraceKind.Run) with { SpanId = "console:ended", Name = RunMoments.Ended, Word = "failed" });

        Assert.Equal(RunState.Failed, Assert.Single(await new RunsQuery(traced.Store).ListAsync(new(), null, 10, default)).State);
    }

    [Theory, EveryDatabase]
    public async Task A_call_that_the_trace_and_the_report_both_tell_is_one_call(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Traced.Event() with { ToolCallId = "call_1", SpanId = "a", TraceId = "t" });
        await traced.WriteAsync(Traced.Event() with { ToolCallId = "call_1" });

        Assert.Equal(1, await traced.NumberAsync("SELECT tool_calls FROM trace_runs"));
        Assert.Equal(2, await traced.NumberAsync("SELECT events FROM trace_runs"));
    }

    [Theory, EveryDatabase]
    public async Task A_trace_moves_to_the_run_that_its_last_span_names(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Traced.Event(second: -10));
        await traced.WriteAsync(Traced.Span("t1", "s1"), Traced.Span("t1", "s2", 3) with { Outcome = TraceOutcome.Error, CostNanos = 5, CostSource = CostSource.Priced });
        Assert.Equal(2, await traced.NumberAsync("SELECT COUNT(*) FROM trace_runs"));

        await traced.WriteAsync(Traced.Event(TraceKind.Step, second: 4) with { TraceId = "t1", SpanId = "root" });
        await traced.WriteAsync(Traced.Span("t1", "s3", 5));

        var run = Assert.Single(await new RunsQuery(traced.Store).ListAsync(new(), null, 10, default));
        Assert.Equal(("run-7", 5, 1, 5L), (run.Name, run.Events, run.Errors, run.CostNanos));
        Assert.Equal(Traced.Noon.AddSeconds(3), run.FaultAt);
        Assert.Equal(5, (await new RunsQuery(traced.Store).EventsAsync(run.Id, null, 10, default)).Count);
    }

    [Theory, EveryDatabase]
    public async Task Two_traces_of_one_run_are_one_story(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(
            Traced.Event() with { TraceId = "t1", SpanId = "a" }, Traced.Span("t1", "b", 1),
            Traced.Event(second: 900) with { TraceId = "t2", SpanId = "a" }, Traced.Span("t2", "b", 901));

        Assert.Equal(4, Assert.Single(await new RunsQuery(traced.Store).ListAsync(new(), null, 10, default)).Events);
    }

    [Theory, EveryDatabase]
    public async Task Roll_ups_add_up_to_the_events_at_every_grain(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        var random = new Random(7);
        for (var body = 0; body < 5; body++)
        {
            await traced.WriteAsync([.. Enumerable.Range(0, 60).Select(at => Traced.Event(at % 3 == 0 ? TraceKind.ModelCall : TraceKind.ToolCall, $"run-{random.Next(4)}", random.Next(200_000)) with
            {
                Tool = at % 3 == 0 ? null : $"tool-{random.Next(3)}",
                CostNanos = random.Next(1000),
                CostSource = CostSource.Priced,
                LatencyMs = random.Next(5_000),
                InputTokens = random.Next(100),
                Outcome = (TraceOutcome)random.Next(4),
            })]);
        }

        var sums = await traced.NumberAsync("SELECT SUM(cost_nanos) FROM trace_events");
        var latency = await traced.NumberAsync("SELECT SUM(latency_ms) FROM trace_events");
        foreach (var grain in Grains.All)
        {
            Assert.Equal(300, await traced.NumberAsync($"SELECT SUM(events) FROM trace_rollups WHERE grain = {(int)grain}"));
            Assert.Equal(sums, await traced.NumberAsync($"SELECT SUM(cost_nanos) FROM trace_rollups WHERE grain = {(int)grain}"));
            Assert.Equal(latency, await traced.NumberAsync($"SELECT SUM(latency_ms) FROM trace_rollups WHERE grain = {(int)grain}"));
        }

        Assert.Equal(300, await traced.NumberAsync("SELECT SUM(events) FROM trace_latencies WHERE grain = 1"));
        Assert.Equal(sums, await traced.NumberAsync("SELECT SUM(cost_nanos) FROM trace_runs"));
    }

    [Theory, EveryDatabase]
    public async Task An_agent_that_makes_up_names_makes_only_so_many_series(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        for (var at = 0; at < TelemetryLimits.SeriesPerAgentMax + 50; at += 50)
            await traced.WriteAsync([.. Enumerable.Range(at, 50).Select(number => Traced.Event() with { Tool = $"tool-{number}" })]);

        Assert.InRange(await traced.NumberAsync("SELECT COUNT(*) FROM trace_series"), 1, TelemetryLimits.SeriesPerAgentMax + 1);
        Assert.Equal(50, await traced.NumberAsync("SELECT SUM(r.events) FROM trace_rollups r JOIN trace_series s ON s.id = r.series_id WHERE r.grain = 2 AND s.tool = '(other)'"));
    }

    [Theory, EveryDatabase]
    public async Task Of_two_followers_with_one_mark_one_writes(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await using var session = new TraceWriteSession(traced.Store, await traced.Store.OpenAsync(default));
        await session.WriteAsync([Traced.Event()], new FollowMark("ledger", 0, 5), default);

        await Assert.ThrowsAsync<MarkMovedException>(() => session.WriteAsync([Traced.Event()], new FollowMark("ledger", 0, 7), default));

        Assert.Equal(1, await traced.NumberAsync("SELECT COUNT(*) FROM trace_events"));
        Assert.Equal(5, await traced.NumberAsync("SELECT value FROM trace_marks"));
    }

    [Theory, EveryDatabase]
    public async Task Old_events_are_forgotten_and_their_sums_stay(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        var now = DateTimeOffset.UtcNow;
        await traced.WriteAsync(Traced.Event() with { ReceivedAt = now.AddDays(-40) }, Traced.Event(second: 1) with { ReceivedAt = now });
        await using var connection = await traced.Store.OpenAsync(default);

        var gone = await traced.Store.Dialect.TrimEventsAsync(connection, now.AddDays(-30), 1_000, default);

        Assert.Equal((1, 1), (gone, await traced.NumberAsync("SELECT COUNT(*) FROM trace_events")));
        Assert.Equal(2, await traced.NumberAsync("SELECT SUM(events) FROM trace_rollups WHERE grain = 2"));
    }

    [Theory, EveryDatabase]
    public async Task Runs_are_filtered_and_paged_without_losing_or_repeating_one(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync([.. Enumerable.Range(0, 25).Select(at => Traced.Event(run: $"run-{at}", second: at / 2) with { Outcome = at % 5 == 0 ? TraceOutcome.Error : TraceOutcome.Ok, CostNanos = at, CostSource = CostSource.Priced })]);
        var query = new RunsQuery(traced.Store);

        var seen = new List<string>();
        for (RunPlace? place = null; ;)
        {
            var page = await query.ListAsync(new(), place, 7, default);
            if (page.Count == 0) break;
            seen.AddRange(page.Select(run => run.Name));
            place = RunsQuery.PlaceOf(page[^1]);
        }

        Assert.Equal(Enumerable.Range(0, 25).Select(at => $"run-{at}").Order(), seen.Order());
        Assert.Equal(5, (await query.ListAsync(new(IsFaulty: true), null, 50, default)).Count);
        Assert.Equal(5, (await query.ListAsync(new(CostNanosMin: 20), null, 50, default)).Count);
        Assert.Equal(6, (await query.ListAsync(new(Search: "run-2"), null, 50, default)).Count);
        Assert.Empty(await query.ListAsync(new(Agent: "other"), null, 50, default));
    }
}
