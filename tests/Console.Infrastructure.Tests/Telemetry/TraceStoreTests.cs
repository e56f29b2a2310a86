using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Telemetry.Store;
using AgentConsole.Testing.Persistence;
using Microsoft.Data.Sqlite;
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
            [wrong with { Id = events[0].Id, Workflow = "triage" }, late with { Id = events[1].Id }],
            events);
        Assert.Equal((2, 1, 1, 1, 812, 64, 2_100_000), (run.Events, run.ModelCalls, run.ToolCalls, run.Errors, run.InputTokens, run.OutputTokens, run.CostNanos));
        Assert.Equal((FaultDomain.Tools, wrong.At), (run.Fault, run.FaultAt));
        Assert.Equal((wrong.At, late.EndedAt), (run.StartedAt, run.LastAt));
    }

    [Fact]
    public async Task A_row_that_the_database_refuses_leaves_nothing_of_its_batch_and_the_next_batch_is_written()
    {
        await using var traced = await Traced.StartAsync(DatabaseProvider.Sqlite);
        await traced.NumberAsync("CREATE TRIGGER refuse BEFORE INSERT ON trace_events WHEN NEW.name = 'bad' BEGIN SELECT RAISE(ABORT, 'refused'); END");
        await using var session = new TraceWriteSession(traced.Store, await traced.Store.OpenAsync(default));

        var refused = await Assert.ThrowsAsync<SqliteException>(() => session.WriteAsync([Traced.Event(), Traced.Event(second: 1) with { Name = "bad" }], null, default));
        Assert.Contains("refused", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await traced.NumberAsync("SELECT (SELECT COUNT(*) FROM trace_events) + (SELECT COUNT(*) FROM trace_runs) + (SELECT COUNT(*) FROM trace_rollups)"));

        await traced.WriteAsync(Traced.Event());
        Assert.Equal(1, await traced.NumberAsync("SELECT COUNT(*) FROM trace_events"));
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
    public async Task A_clock_that_is_ahead_neither_begins_nor_prolongs_a_run(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Traced.Event() with { At = Traced.Noon.AddYears(4), Clock = ClockMark.Ahead, LatencyMs = 60_000, Outcome = TraceOutcome.Error });
        await traced.WriteAsync(Traced.Event(second: 2) with { LatencyMs = TelemetryLimits.FigureMax });

        var run = Assert.Single(await new RunsQuery(traced.Store).ListAsync(new(), null, 10, default));

        Assert.Equal((Traced.Noon, Traced.Noon.AddSeconds(2), Traced.Noon), (run.StartedAt, run.LastAt, run.FaultAt));
    }

    [Theory, EveryDatabase]
    public async Task A_time_asks_for_the_runs_that_were_active_in_it(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(
            Traced.Event(run: "over"), Traced.Event(run: "over", second: 10),
            Traced.Event(run: "through"), Traced.Event(run: "through", second: 900),
            Traced.Event(run: "into"), Traced.Event(run: "into", second: 65),
            Traced.Event(run: "within", second: 70),
            Traced.Event(run: "after", second: 120));
        var query = new RunsQuery(traced.Store);

        var active = await query.ListAsync(new(From: Traced.Noon.AddSeconds(60), To: Traced.Noon.AddSeconds(120)), null, 10, default);

        Assert.Equal(["into", "through", "within"], active.Select(run => run.Name).Order());
        Assert.Empty(await query.ListAsync(new(From: Traced.Noon.AddDays(1)), null, 10, default));
        Assert.Equal(["over"], (await query.ListAsync(new(From: Traced.Noon.AddSeconds(5), To: Traced.Noon.AddSeconds(60), Search: "over"), null, 10, default)).Select(run => run.Name));
    }

    [Theory, EveryDatabase]
    public async Task A_run_is_found_by_every_layer_in_which_something_went_wrong(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(
            Traced.Event(run: "both") with { Outcome = TraceOutcome.Error }, Traced.Event(TraceKind.Policy, "both", 1) with { Outcome = TraceOutcome.Denied },
            Traced.Event(run: "tool") with { Outcome = TraceOutcome.Error }, Traced.Event(run: "well"));
        var query = new RunsQuery(traced.Store);

        Assert.Equal("both", Assert.Single(await query.ListAsync(new(Fault: FaultDomain.Controls), null, 10, default)).Name);
        Assert.Equal(["both", "tool"], (await query.ListAsync(new(Fault: FaultDomain.Tools), null, 10, default)).Select(run => run.Name).Order());
    }

    [Theory, EveryDatabase]
    public async Task A_store_that_kept_no_layers_of_its_runs_learns_them_once(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Traced.Event() with { Outcome = TraceOutcome.Error }, Traced.Event(TraceKind.Policy, second: 1) with { Outcome = TraceOutcome.Denied },
            Traced.Event(run: "forgotten") with { Outcome = TraceOutcome.Error });
        await using (var connection = await traced.Store.OpenAsync(default))
            foreach (var earlier in (string[])["DELETE FROM trace_run_names", "DELETE FROM trace_marks", "DELETE FROM trace_events WHERE run_id = (SELECT id FROM trace_runs WHERE name = 'forgotten')"])
                await connection.ExecuteAsync(earlier, default);

        await traced.Store.PrepareAsync(default);
        await traced.Store.PrepareAsync(default);

        var query = new RunsQuery(traced.Store);
        Assert.Equal(["forgotten", "run-7"], (await query.ListAsync(new(Fault: FaultDomain.Tools), null, 10, default)).Select(run => run.Name).Order());
        Assert.Equal("run-7", Assert.Single(await query.ListAsync(new(Fault: FaultDomain.Controls), null, 10, default)).Name);
    }

    [Theory, EveryDatabase]
    public async Task A_trace_that_moved_to_its_run_is_found_by_its_own_id(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Traced.Span("t1", "s1"));
        await traced.WriteAsync(Traced.Event(TraceKind.Step, second: 4) with { TraceId = "t1", SpanId = "root" });
        var query = new RunsQuery(traced.Store);

        Assert.Equal("run-7", Assert.Single(await query.FindAsync("t1", "support", "production", default)).Name);
        Assert.Equal("run-7", Assert.Single(await query.FindAsync("t1", null, null, default)).Name);
        Assert.Empty(await query.FindAsync("t1", "another", null, default));
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
        Assert.Equal(5, await traced.NumberAsync("SELECT value FROM trace_marks WHERE name = 'ledger'"));
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

    [Theory, EveryDatabase]
    public async Task A_run_is_found_by_the_tools_models_and_rules_that_are_told_of_it(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Traced.Event(run: "a") with { Tool = "crm.get" }, Traced.Event(TraceKind.ModelCall, "a"), Traced.Event(run: "b") with { Tool = "web.get" });
        await traced.WriteAsync(Traced.Event(run: "a", second: 1) with { Tool = "crm.get" }, Traced.Event(TraceKind.Policy, "b") with { Rule = "small", Tool = "web.get" });
        var query = new RunsQuery(traced.Store);

        Assert.Equal("a", Assert.Single(await query.ListAsync(new(Tool: "crm.get"), null, 10, default)).Name);
        Assert.Equal("a", Assert.Single(await query.ListAsync(new(Model: "gpt-4.1-mini"), null, 10, default)).Name);
        Assert.Equal("b", Assert.Single(await query.ListAsync(new(Rule: "small", Tool: "web.get"), null, 10, default)).Name);
        Assert.Empty(await query.ListAsync(new(Tool: "crm.get", Rule: "small"), null, 10, default));
        Assert.Empty(await query.ListAsync(new(Tool: "crm"), null, 10, default));
        Assert.Equal(4, await traced.NumberAsync("SELECT COUNT(*) FROM trace_run_names"));
    }

    [Theory, EveryDatabase]
    public async Task A_store_that_kept_no_names_of_its_runs_learns_them_once(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Traced.Event(run: "a"), Traced.Event(TraceKind.ModelCall, "b"));
        await using (var connection = await traced.Store.OpenAsync(default))
            foreach (var earlier in (string[])["DROP TABLE trace_run_names", "DELETE FROM trace_marks"]) await connection.ExecuteAsync(earlier, default);

        await traced.Store.PrepareAsync(default);
        Assert.Equal("a", Assert.Single(await new RunsQuery(traced.Store).ListAsync(new(Tool: "crm.get"), null, 10, default)).Name);

        await using (var connection = await traced.Store.OpenAsync(default)) await connection.ExecuteAsync("DELETE FROM trace_run_names", default);
        await traced.Store.PrepareAsync(default);
        Assert.Equal(0, await traced.NumberAsync("SELECT COUNT(*) FROM trace_run_names"));
    }

    [Theory, EveryDatabase]
    public async Task Names_move_with_the_trace_to_the_run_that_it_turns_out_to_be(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Traced.Event());
        await traced.WriteAsync(Traced.Span("t1", "s1"), Traced.Span("t1", "s2", 1) with { Tool = "web.get" });
        await traced.WriteAsync(Traced.Event(TraceKind.Step, second: 4) with { TraceId = "t1", SpanId = "root" });

        Assert.Equal("run-7", Assert.Single(await new RunsQuery(traced.Store).ListAsync(new(Tool: "web.get"), null, 10, default)).Name);
        Assert.Equal(2, await traced.NumberAsync("SELECT COUNT(*) FROM trace_run_names"));
    }

    [Theory, EveryDatabase]
    public async Task The_policies_that_a_run_was_judged_by_are_known_each_once(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync([.. new[] { "3", "3", "4" }.Select((version, at) => Traced.Event(TraceKind.Policy, second: at) with { Detail = new LedgerDetail(at, "sha-256:00", "refunds", version).ToDetail() })]);
        var query = new RunsQuery(traced.Store);
        var run = Assert.Single(await query.ListAsync(new(), null, 10, default));

        Assert.Equal(["refunds@3", "refunds@4"], (await query.PoliciesAsync([run.Id], default))[run.Id]);
        Assert.Empty(await query.PoliciesAsync([], default));
    }

    [Theory, EveryDatabase]
    public async Task That_a_run_failed_is_no_error_beside_those_that_its_story_counts(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Traced.Event() with { Outcome = TraceOutcome.Error }, Traced.Event(TraceKind.Run, second: 1) with { Name = RunMoments.Ended, Word = "failed", Outcome = TraceOutcome.Error, Tool = null });
        var query = new RunsQuery(traced.Store);
        var run = Assert.Single(await query.ListAsync(new(), null, 10, default));

        var story = RunStory.Of(await query.ReadAsync(run, default), run.Totals, run.EndWord, Traced.Noon);

        Assert.Equal((1, RunState.Failed), (run.Errors, run.State));
        Assert.Contains(story.Lines, line => line.Text.Contains("1 error,", StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task Of_a_run_with_more_events_than_are_read_the_first_and_the_latest_are(DatabaseProvider provider)
    {
        const int More = 700;
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync([.. Enumerable.Range(0, TelemetryLimits.StoryEventsMax + More).Select(second => Traced.Event(second: second) with { CostNanos = 1, CostSource = CostSource.Priced })]);
        var query = new RunsQuery(traced.Store);
        var run = Assert.Single(await query.ListAsync(new(), null, 10, default));

        var read = await query.ReadAsync(run, default);

        Assert.Equal((TelemetryLimits.StoryEventsMax, More), (read.Events.Count, read.Skipped));
        Assert.Equal((Traced.Noon, Traced.Noon.AddSeconds(TelemetryLimits.StoryEventsMax + More - 1)), (read.Events[0].At, read.Events[^1].At));
        Assert.Equal(TelemetryLimits.StoryEventsMax + More, run.Totals.CostNanos);
    }

    [Theory, EveryDatabase]
    public async Task A_run_of_a_hundred_thousand_events_opens(DatabaseProvider provider)
    {
        const int Count = 100_000;
        await using var traced = await Traced.StartAsync(provider);
        foreach (var part in Enumerable.Range(0, Count).Chunk(20_000))
            await traced.WriteAsync([.. part.Select(at => Traced.Event(at % 2 == 0 ? TraceKind.ModelCall : TraceKind.ToolCall, second: at) with
            {
                LatencyMs = 400, CostNanos = 1_000, CostSource = CostSource.Priced, CallHash = at % 2 == 0 ? null : $"{at}", Outcome = at == Count - 2 ? TraceOutcome.Error : TraceOutcome.Ok,
            })]);
        var query = new RunsQuery(traced.Store);
        var run = Assert.Single(await query.FindAsync("run-7", "support", "production", default));

        var began = TimeProvider.System.GetTimestamp();
        var read = await query.ReadAsync(run, default);
        var story = RunStory.Of(read, run.Totals, run.EndWord, run.LastAt);
        var layout = TimelineLayout.Of(read.Events, (read.Events[TelemetryLimits.StoryHeadMax].At, run.CostNanos - read.Events.Sum(one => one.CostNanos ?? 0)));

        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal((Count, TelemetryLimits.StoryEventsMax, Count - TelemetryLimits.StoryEventsMax), (run.Events, read.Events.Count, read.Skipped));
        Assert.Equal(Count - 1, story.FirstWrong!.Step);
        Assert.Contains("50,000 model calls, 50,000 tool calls, 1 error", story.Lines[0].Text, StringComparison.Ordinal);
        Assert.InRange(layout.Bars.Count, 1, 2 * (TimelineLayout.BarsPerLaneMax + 1));
        Assert.Equal(Count * 1_000L, layout.Costs[^1].Nanos);
    }

    [Theory, EveryDatabase]
    public async Task The_dearest_runs_of_a_time_come_first(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync([.. Enumerable.Range(0, 5).Select(at => Traced.Event(run: $"run-{at}", second: at) with { CostNanos = at % 3, CostSource = CostSource.Priced })]);

        var dearest = await new RunsQuery(traced.Store).DearestAsync(new(To: Traced.Noon.AddSeconds(4)), 2, default);

        Assert.Equal(["run-2", "run-1"], dearest.Select(run => run.Name));
    }

    [Theory, EveryDatabase]
    public async Task A_search_is_how_a_runs_name_begins_or_the_whole_name_of_its_agent_or_workflow(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Traced.Event(run: "case-12") with { Workflow = "mail triage" });
        var query = new RunsQuery(traced.Store);

        foreach (var (search, found) in ((string, int)[])[("case", 1), ("support", 1), ("mail triage", 1), ("triage", 0), ("supp", 0), ("12", 0)])
            Assert.Equal((search, found), (search, (await query.ListAsync(new(Search: search), null, 10, default)).Count));
    }
}
