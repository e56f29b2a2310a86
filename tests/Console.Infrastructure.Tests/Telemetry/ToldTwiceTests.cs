using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Telemetry.Store;
using AgentConsole.Testing;
using AgentConsole.Testing.Persistence;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Telemetry;

public sealed class ToldTwiceTests
{
    private const string FarEnd = """{"more":{"mcp.method.name":"tools/call"}}""";

    [Theory, EveryDatabase]
    public async Task A_call_of_a_trace_that_names_its_run_later_is_the_one_that_is_reported(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Call(TraceOutcome.Ok));
        await traced.WriteAsync(Traced.Event(TraceKind.Step, second: 4) with { TraceId = "t1", SpanId = "root" });
        await traced.WriteAsync(Result(TraceOutcome.Ok));

        await AssertOneAsync(traced, errors: 0, cost: 0);
    }

    [Theory, EveryDatabase]
    public async Task A_call_that_was_reported_before_its_trace_named_the_run_is_the_one_of_the_trace(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Result(TraceOutcome.Error) with { Error = "no such order" });
        await traced.WriteAsync(Call(TraceOutcome.Ok) with { CostNanos = 70, CostSource = CostSource.Priced, LatencyMs = 30 });
        Assert.Equal(2, await traced.NumberAsync("SELECT SUM(tool_calls) FROM trace_runs"));

        await traced.WriteAsync(Traced.Event(TraceKind.Step, second: 4) with { TraceId = "t1", SpanId = "root" });

        await AssertOneAsync(traced, errors: 1, cost: 70);
    }

    [Theory, EveryDatabase]
    public async Task A_call_that_is_reported_with_its_trace_alone_is_the_one_of_the_trace(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        var reported = Result(TraceOutcome.Ok) with { Run = null, IsRunGuessed = true, TraceId = "t1" };

        await traced.WriteAsync(reported);
        await traced.WriteAsync(Call(TraceOutcome.Ok));
        await traced.WriteAsync(Traced.Event(TraceKind.Step, second: 4) with { TraceId = "t1", SpanId = "root" });
        await traced.WriteAsync(reported with { ToolCallId = "c2" }, Call(TraceOutcome.Ok) with { ToolCallId = "c2", SpanId = "s2", Run = "run-7", IsRunGuessed = false });

        Assert.Equal(2, await traced.NumberAsync("SELECT tool_calls FROM trace_runs"));
        await AssertCountedAsync(traced);
    }

    [Theory, EveryDatabase]
    public async Task A_failure_that_is_reported_is_the_one_outcome_of_its_call_whichever_comes_first(DatabaseProvider provider)
    {
        foreach (var isReportFirst in (bool[])[true, false])
            foreach (var isOneBody in (bool[])[true, false])
            {
                await using var traced = await Traced.StartAsync(provider);
                TraceEvent[] both = [Call(TraceOutcome.Ok) with { Run = "run-7", IsRunGuessed = false, LatencyMs = 20 }, Result(TraceOutcome.Error) with { Error = "no such order" }];
                if (isReportFirst) Array.Reverse(both);

                if (isOneBody) await traced.WriteAsync(both);
                else foreach (var one in both) await traced.WriteAsync(one);

                await AssertOneAsync(traced, errors: 1, cost: 0);
                Assert.Equal(1, await traced.NumberAsync($"SELECT COUNT(*) FROM trace_events WHERE kind = 1 AND outcome = {(int)TraceOutcome.Error} AND error_text = 'no such order'"));
                Assert.Equal((long)FaultDomain.Tools, await traced.NumberAsync("SELECT fault FROM trace_runs"));
            }
    }

    [Theory, EveryDatabase]
    public async Task What_a_call_cost_is_what_is_known_best_whichever_comes_first(DatabaseProvider provider)
    {
        foreach (var isReportFirst in (bool[])[true, false])
            foreach (var (span, report, cost) in ((long?, long?, long)[])[(70, 500, 500), (70, null, 70), (null, 500, 500), (null, null, 0)])
            {
                await using var traced = await Traced.StartAsync(provider);
                TraceEvent[] both =
                [
                    Call(TraceOutcome.Ok) with { Run = "run-7", IsRunGuessed = false, CostNanos = span, CostSource = span is null ? CostSource.None : CostSource.Priced },
                    Result(TraceOutcome.Ok) with { CostNanos = report, CostSource = report is null ? CostSource.None : CostSource.Reported },
                ];
                if (isReportFirst) Array.Reverse(both);

                foreach (var one in both) await traced.WriteAsync(one);

                await AssertOneAsync(traced, errors: 0, cost);
            }
    }

    [Theory, EveryDatabase]
    public async Task The_same_id_in_another_run_is_another_call(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Result(TraceOutcome.Ok), Result(TraceOutcome.Ok) with { Run = "run-8" });

        Assert.Equal(2, await traced.NumberAsync("SELECT SUM(tool_calls) FROM trace_runs"));
    }

    [Theory, EveryDatabase]
    public async Task Of_model_calls_in_one_another_that_come_apart_the_innermost_counts(DatabaseProvider provider)
    {
        foreach (var isOuterFirst in (bool[])[true, false])
            foreach (var isOneBody in (bool[])[true, false])
            {
                await using var traced = await Traced.StartAsync(provider);
                TraceEvent[] both = [Asked("outer", null) with { Outcome = TraceOutcome.Error }, Asked("inner", "outer", second: 1)];
                if (!isOuterFirst) Array.Reverse(both);

                if (isOneBody) await traced.WriteAsync(both);
                else foreach (var one in both) await traced.WriteAsync(one);

                Assert.Equal((1, 10, 900), (await traced.NumberAsync("SELECT model_calls FROM trace_runs"), await traced.NumberAsync("SELECT input_tokens FROM trace_runs"), await traced.NumberAsync("SELECT cost_nanos FROM trace_runs")));
                Assert.Equal(1, await traced.NumberAsync("SELECT COUNT(*) FROM trace_events WHERE kind = 0 AND span_id = 'inner'"));
                Assert.Equal((long)FaultDomain.Orchestration, await traced.NumberAsync("SELECT fault FROM trace_runs"));
                await AssertCountedAsync(traced);
            }
    }

    [Theory, EveryDatabase]
    public async Task An_agent_that_sums_up_model_calls_told_before_counts_nothing_though_a_step_lies_between(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Asked("chat", "chain", second: 2));
        await traced.WriteAsync(Traced.Span("t1", "chain", 1) with { Kind = TraceKind.Step, Tool = null, ParentSpanId = "agent" });
        await traced.WriteAsync(Asked("agent", null));

        Assert.Equal((1, 900), (await traced.NumberAsync("SELECT model_calls FROM trace_runs"), await traced.NumberAsync("SELECT cost_nanos FROM trace_runs")));
        await AssertCountedAsync(traced);
    }

    [Theory, EveryDatabase]
    public async Task A_model_call_without_tokens_within_another_takes_nothing_from_it(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Asked("inner", "outer", second: 1) with { InputTokens = null, OutputTokens = null, CostNanos = null, CostSource = CostSource.None });
        await traced.WriteAsync(Asked("outer", null));

        Assert.Equal(900, await traced.NumberAsync("SELECT cost_nanos FROM trace_runs"));
    }

    [Theory, EveryDatabase]
    public async Task A_tool_on_a_server_is_called_once_in_whatever_order_its_three_spans_come(DatabaseProvider provider)
    {
        var agent = Traced.Span("t1", "agent") with { LatencyMs = 3_000, CostNanos = 40, CostSource = CostSource.Priced };
        var client = Traced.Span("t1", "client", 1) with { LatencyMs = 2_000, CostNanos = 40, CostSource = CostSource.Priced, ParentSpanId = "agent", Detail = FarEnd };
        var server = client with { At = Traced.Noon.AddSeconds(2), LatencyMs = 500, SpanId = "server", ParentSpanId = "client" };
        foreach (var order in (TraceEvent[][])[[agent, client, server], [agent, server, client], [client, agent, server], [client, server, agent], [server, agent, client], [server, client, agent]])
        {
            await using var traced = await Traced.StartAsync(provider);
            foreach (var one in order) await traced.WriteAsync(one);

            Assert.Equal((1, 40), (await traced.NumberAsync("SELECT tool_calls FROM trace_runs"), await traced.NumberAsync("SELECT cost_nanos FROM trace_runs")));
            Assert.Equal(1, await traced.NumberAsync("SELECT COUNT(*) FROM trace_events WHERE kind = 1 AND span_id = 'agent'"));
            await AssertCountedAsync(traced);
        }
    }

    [Theory, EveryDatabase]
    public async Task A_server_that_comes_apart_from_a_client_that_counts_no_more_counts_neither(DatabaseProvider provider)
    {
        foreach (var isServerFirst in (bool[])[true, false])
        {
            await using var traced = await Traced.StartAsync(provider);
            var agent = Traced.Span("t1", "agent") with { LatencyMs = 3_000 };
            var client = Traced.Span("t1", "client", 1) with { Kind = TraceKind.Step, LatencyMs = 2_000, ParentSpanId = "agent", Detail = FarEnd };
            var server = Traced.Span("t1", "server", 2) with { ParentSpanId = "client", Detail = FarEnd };

            if (isServerFirst) await traced.WriteAsync(server);
            await traced.WriteAsync(client, agent);
            if (!isServerFirst) await traced.WriteAsync(server);

            Assert.Equal(1, await traced.NumberAsync("SELECT tool_calls FROM trace_runs"));
            await AssertCountedAsync(traced);
        }
    }

    [Theory, EveryDatabase]
    public async Task Another_tool_or_one_that_is_not_over_the_wire_within_a_call_is_a_call_of_its_own(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Traced.Span("t1", "outer"));
        await traced.WriteAsync(Traced.Span("t1", "other", 1) with { ParentSpanId = "outer", Tool = "web.get", Detail = FarEnd }, Traced.Span("t1", "own", 1) with { ParentSpanId = "outer" });

        Assert.Equal(3, await traced.NumberAsync("SELECT tool_calls FROM trace_runs"));
    }

    [Theory, EveryDatabase]
    public async Task A_store_that_was_made_before_learns_the_new_columns_and_counts_on(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Result(TraceOutcome.Ok));
        await using (var connection = await traced.Store.OpenAsync(default))
            foreach (var (table, column) in TraceTables.Later) await connection.ExecuteAsync($"ALTER TABLE {table} DROP COLUMN {column}", default);

        await traced.Store.PrepareAsync(default);
        await traced.WriteAsync(Call(TraceOutcome.Ok) with { Run = "run-7", IsRunGuessed = false });

        Assert.Equal(1, await traced.NumberAsync("SELECT tool_calls FROM trace_runs"));
    }

    [Theory, EveryDatabase]
    public async Task A_failure_is_not_hidden_behind_another_tools_call_of_the_same_id(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Traced.Event() with { Tool = "noop", ToolCallId = "c1" });
        await traced.WriteAsync(Result(TraceOutcome.Error));

        Assert.Equal((2, 1), (await traced.NumberAsync("SELECT tool_calls FROM trace_runs"), await traced.NumberAsync("SELECT COUNT(*) FROM trace_events WHERE tool = 'crm.get' AND kind = 1 AND outcome = 2")));
    }

    [Theory, EveryDatabase]
    public async Task Lines_that_are_no_spans_are_calls_of_their_own_whatever_they_name_as_their_parent(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Asked("outer", null) with { IsSpan = false });
        await traced.WriteAsync(Asked("inner", "outer", 1) with { IsSpan = false });

        Assert.Equal((2, 1_800), (await traced.NumberAsync("SELECT model_calls FROM trace_runs"), await traced.NumberAsync("SELECT cost_nanos FROM trace_runs")));
    }

    private static TraceEvent Call(TraceOutcome outcome) => Traced.Span("t1", "s1", 1) with { ToolCallId = "c1", Outcome = outcome };

    /// <summary>What the console tells of a proposal's result.</summary>
    private static TraceEvent Result(TraceOutcome outcome) => Traced.Event(second: 2) with
    {
        ToolCallId = "c1",
        Outcome = outcome,
        Proposal = "prp_1",
        Word = outcome == TraceOutcome.Error ? "failed" : "succeeded",
    };

    private static TraceEvent Asked(string span, string? parent, int second = 0) => Traced.Span("t1", span, second) with
    {
        Kind = TraceKind.ModelCall,
        Tool = null,
        Model = "gpt-4.1-mini",
        ParentSpanId = parent,
        InputTokens = 10,
        OutputTokens = 5,
        CostNanos = 900,
        CostSource = CostSource.Priced,
        LatencyMs = 100,
    };

    private static async Task AssertOneAsync(Traced traced, long errors, long cost)
    {
        Assert.Equal((1, 1, errors, cost), (await traced.NumberAsync("SELECT COUNT(*) FROM trace_runs"), await traced.NumberAsync("SELECT tool_calls FROM trace_runs"),
            await traced.NumberAsync("SELECT errors FROM trace_runs"), await traced.NumberAsync("SELECT cost_nanos FROM trace_runs")));
        await AssertCountedAsync(traced);
    }

    /// <summary>Runs and sums say what the events say.</summary>
    internal static async Task AssertCountedAsync(Traced traced)
    {
        foreach (var (column, counted) in ((string, string)[])
        [
            ("events", "COUNT(*)"), ("cost_nanos", "COALESCE(SUM(cost_nanos), 0)"), ("input_tokens", "COALESCE(SUM(input_tokens), 0)"), ("output_tokens", "COALESCE(SUM(output_tokens), 0)"),
            ("tool_calls", "SUM(CASE WHEN kind = 1 THEN 1 ELSE 0 END)"), ("model_calls", "SUM(CASE WHEN kind = 0 THEN 1 ELSE 0 END)"),
            ("errors", $"SUM(CASE WHEN outcome = {(int)TraceOutcome.Error} AND kind <> {(int)TraceKind.Run} THEN 1 ELSE 0 END)"),
        ])
            Assert.Equal((column, await traced.NumberAsync($"SELECT {counted} FROM trace_events")), (column, await traced.NumberAsync($"SELECT SUM({column}) FROM trace_runs")));
        Assert.Equal(await traced.NumberAsync("SELECT COUNT(latency_ms) FROM trace_events"), await traced.NumberAsync("SELECT COALESCE(SUM(events), 0) FROM trace_latencies WHERE grain = 1"));
        Assert.Equal(0, await traced.NumberAsync("SELECT COUNT(*) FROM trace_latencies WHERE events <= 0"));
        var report = await new RepairRollupsJob(traced.Store, new(), new FakeClock(Traced.Noon.AddMinutes(75)), NullLogger<RepairRollupsJob>.Instance).RunOnceAsync(default);
        Assert.Equal((0, report.Summary), (report.Done, report.Summary));
    }
}
