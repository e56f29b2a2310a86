using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Telemetry.Store;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Telemetry;

public sealed class RunWorkflowTests
{
    [Theory, EveryDatabase]
    public async Task A_workflow_that_is_named_replaces_the_name_of_the_service_whichever_comes_first(DatabaseProvider provider)
    {
        foreach (var isNamedFirst in (bool[])[true, false])
        {
            await using var traced = await Traced.StartAsync(provider);
            TraceEvent[] both = [Served(), Traced.Event(second: 1) with { Workflow = "triage" }];
            if (isNamedFirst) Array.Reverse(both);

            foreach (var one in both) await traced.WriteAsync(one);
            await traced.WriteAsync(Traced.Event(TraceKind.Policy, second: 2), Served(3));

            await AssertAllAsync(traced, "triage", 4);
        }
    }

    [Theory, EveryDatabase]
    public async Task Whoever_began_the_run_says_its_workflow_and_its_end_counts_there(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Served());
        await traced.WriteAsync(Moment(RunMoments.Started, 0) with { Workflow = "triage" });
        await traced.WriteAsync(Moment(RunMoments.Ended, 9) with { Word = "succeeded" });

        await AssertAllAsync(traced, "triage", 3);
        await AssertReturnAsync(traced, "triage");
    }

    [Theory, EveryDatabase]
    public async Task The_end_of_a_run_that_was_begun_without_a_workflow_counts_where_its_events_do(DatabaseProvider provider)
    {
        foreach (var isEndFirst in (bool[])[true, false])
        {
            await using var traced = await Traced.StartAsync(provider);
            var ended = Moment(RunMoments.Ended, 9) with { Word = "succeeded" };
            await traced.WriteAsync(Moment(RunMoments.Started, 0));
            if (isEndFirst) await traced.WriteAsync(ended);
            await traced.WriteAsync(Traced.Event(second: 1) with { Workflow = "triage" });
            if (!isEndFirst) await traced.WriteAsync(ended);

            await AssertAllAsync(traced, "triage", 3);
            await AssertReturnAsync(traced, "triage");
        }
    }

    [Theory, EveryDatabase]
    public async Task What_a_trace_told_under_its_service_moves_to_the_workflow_of_the_run_that_it_turns_out_to_be(DatabaseProvider provider)
    {
        foreach (var isNamedFirst in (bool[])[true, false])
        {
            await using var traced = await Traced.StartAsync(provider);
            if (isNamedFirst) await traced.WriteAsync(Traced.Event(TraceKind.Step) with { Workflow = "triage" });
            await traced.WriteAsync(Traced.Span("t1", "s1", 1) with { Workflow = "agent-service", IsWorkflowGuessed = true, LatencyMs = 7 }, Traced.Span("t1", "s2", 2) with { Workflow = "agent-service", IsWorkflowGuessed = true });
            await traced.WriteAsync(Traced.Event(TraceKind.Step, second: 4) with { TraceId = "t1", SpanId = "root", Workflow = isNamedFirst ? null : "triage" });

            await AssertAllAsync(traced, "triage", isNamedFirst ? 4 : 3);
        }
    }

    [Theory, EveryDatabase]
    public async Task An_event_that_names_a_workflow_of_its_own_counts_there(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Traced.Event() with { Workflow = "triage" }, Traced.Event(second: 1) with { Workflow = "refunds" });

        Assert.Equal(1, await traced.NumberAsync("SELECT COUNT(*) FROM trace_events WHERE workflow = 'refunds'"));
        Assert.Equal(1, await traced.NumberAsync("SELECT COUNT(*) FROM trace_runs WHERE workflow = 'triage'"));
        await ToldTwiceTests.AssertCountedAsync(traced);
    }

    private static TraceEvent Served(int second = 0) => Traced.Event(second: second) with { Workflow = "agent-service", IsWorkflowGuessed = true, LatencyMs = 12 };

    private static TraceEvent Moment(string name, int second) => Traced.Event(TraceKind.Run, second: second) with { SpanId = "console:" + name, Name = name, Tool = null, Outcome = name == RunMoments.Ended ? TraceOutcome.Ok : TraceOutcome.Unknown };

    // The ends of runs are counted in sums, how long they took is read from the runs: both by one workflow.
    private static async Task AssertReturnAsync(Traced traced, string workflow)
    {
        var now = Traced.Noon.AddHours(12);
        var rows = await new ReturnsQuery(new(new(traced.Store), traced.Store), new Baselines(traced.Store), traced.Store)
            .RowsAsync(InsightRange.Of(Traced.Noon.AddHours(-12), now, now, Grain.Day), RollupFilter.Everything, default);
        Assert.Equal((workflow, 1, 1, 9_000.0), Assert.Single(rows) is var row ? (row.Workflow, row.Runs, row.Read, row.ResolutionMs) : default);
    }

    private static async Task AssertAllAsync(Traced traced, string workflow, long events)
    {
        Assert.Equal(workflow, Assert.Single(await new RunsQuery(traced.Store).ListAsync(new(), null, 10, default)).Workflow);
        Assert.Equal((events, events), (await traced.NumberAsync($"SELECT COUNT(*) FROM trace_events WHERE workflow = '{workflow}'"),
            await traced.NumberAsync($"SELECT SUM(r.events) FROM trace_rollups r JOIN trace_series s ON s.id = r.series_id WHERE r.grain = 2 AND s.workflow = '{workflow}'")));
        await ToldTwiceTests.AssertCountedAsync(traced);
    }
}
