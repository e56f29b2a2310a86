using AgentConsole.Domain;
using AgentConsole.Domain.Insights;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry.Store;
using AgentConsole.Infrastructure.Tests.Telemetry;
using AgentConsole.Testing;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Insights;

public sealed class RollupQueryTests
{
    private static readonly DateTimeOffset Now = Traced.Noon.AddHours(6);

    [Theory, EveryDatabase]
    public async Task Sums_of_every_split_equal_those_of_the_events(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        var events = Mixed(600);
        await traced.WriteAsync(events);
        var query = new RollupQuery(traced.Store);

        foreach (var grain in Enum.GetValues<Grain>())
            foreach (var by in (Dimension[][])[[], [Dimension.Agent], [Dimension.Tool, Dimension.Outcome], [Dimension.Kind, Dimension.Model, Dimension.Workflow, Dimension.Environment]])
                foreach (var isByTime in (bool[])[false, true])
                {
                    var range = InsightRange.Of(Traced.Noon.AddHours(-5), Now, Now, grain);
                    var read = await query.SumsAsync(new(range, RollupFilter.Everything, by, isByTime), default);

                    var told = events.GroupBy(one => new GroupKey(isByTime ? BucketOf(one, grain) : null, [.. by.Select(dimension => NameOf(one, dimension))]))
                        .ToDictionary(group => group.Key, group => SumsOf(group));
                    Assert.Equal(told, read.ToDictionary(row => new GroupKey(row.At, row.Keys), row => row.Sums));
                }
    }

    [Theory, EveryDatabase]
    public async Task Whole_days_among_hours_are_counted_once(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        TraceEvent[] events = [.. Enumerable.Range(0, 400).Select(at => Traced.Event(run: $"run-{at}") with { At = Traced.Noon.AddMinutes(-11 * at), LatencyMs = at, Tool = at % 2 == 0 ? "a" : "b" })];
        await traced.WriteAsync(events);

        for (var hours = 1; hours <= 72; hours += 7)
        {
            var range = InsightRange.Of(Traced.Noon.AddHours(-hours), Traced.Noon.AddHours(1), Now, Grain.Hour);
            var rows = await new ToolHealthQuery(new(traced.Store), new FakeClock(Now)).RowsAsync(new(range, RollupFilter.Everything, [Dimension.Tool]), default);

            var told = events.Where(one => one.At >= range.From && one.At < range.To).GroupBy(one => one.Tool).ToDictionary(group => group.Key!, group => group.ToList());
            Assert.Equal(told.ToDictionary(pair => pair.Key, pair => (long)pair.Value.Count), rows.ToDictionary(row => row.Key.Names[0]!, row => row.Calls));
            Assert.All(rows, row => Assert.InRange(row.P95Ms!.Value, told[row.Key.Names[0]!].Select(one => (double)one.LatencyMs!).Order().ElementAt((int)Math.Ceiling(told[row.Key.Names[0]!].Count * 0.95) - 1), 1_000));
        }
    }

    [Theory, EveryDatabase]
    public async Task A_filter_and_a_range_leave_out_what_lies_beyond(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        var events = Mixed(300);
        await traced.WriteAsync(events);

        var range = InsightRange.Of(Traced.Noon, Traced.Noon.AddHours(1), Now);
        var read = await new RollupQuery(traced.Store).SumsAsync(new(range, new(Agent: "billing", Tool: "crm.get"), []), default);

        var told = SumsOf(events.Where(one => one is { Agent: "billing", Tool: "crm.get" } && one.At >= range.From && one.At < range.To));
        Assert.Equal(told, Assert.Single(read).Sums);
        Assert.True(told.Events > 0);
    }

    [Theory, EveryDatabase]
    public async Task Names_that_are_not_asked_for_are_one_group(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        var events = Mixed(300);
        await traced.WriteAsync(events);

        var range = InsightRange.Of(Traced.Noon.AddHours(-5), Now, Now);
        var read = await new RollupQuery(traced.Store).SumsAsync(new(range, RollupFilter.Everything, [Dimension.Agent], Named: ["billing"]), default);

        Assert.Equal(2, read.Count);
        Assert.Equal(events.Count(one => one.Agent == "billing"), read.Single(row => row.Keys[0] == "billing").Sums.Events);
        Assert.Equal(events.Count(one => one.Agent != "billing"), read.Single(row => row.Keys[0] is null).Sums.Events);
    }

    [Theory, EveryDatabase]
    public async Task What_costs_more_than_a_column_can_sum_is_still_summed(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        var dear = Traced.Event(TraceKind.ModelCall) with { CostNanos = long.MaxValue / 2 + 1, CostSource = CostSource.Reported };
        await traced.WriteAsync(dear with { Model = "a", Run = "a" }, dear with { Model = "b", Run = "b" });

        var read = await new RollupQuery(traced.Store).SumsAsync(new(InsightRange.Of(Traced.Noon, Now, Now), RollupFilter.Everything, []), default);

        Assert.Equal((long.MaxValue / 2 + 1) * 2m / 1_000_000_000, Assert.Single(read).Sums.CostUsd);
    }

    [Theory, EveryDatabase]
    public async Task Tools_tell_errors_and_how_long_they_took_to_within_a_quarter(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync([.. Enumerable.Range(1, 100).Select(at => Traced.Event(second: at) with
        {
            LatencyMs = at * 10, Outcome = at % 10 == 0 ? TraceOutcome.Error : TraceOutcome.Ok,
        })]);

        var row = Assert.Single(await new ToolHealthQuery(new(traced.Store), new FakeClock(Now)).RowsAsync(
            new(InsightRange.Of(Traced.Noon, Now, Now), RollupFilter.Everything, [Dimension.Tool]), default));

        Assert.Equal(("crm.get", 100, 10), (row.Key.Names[0], row.Calls, row.Errors));
        Assert.InRange(row.MedianMs!.Value, 500, 500 * 1.25);
        Assert.InRange(row.P95Ms!.Value, 950, 950 * 1.25);
    }

    [Theory, EveryDatabase]
    public async Task Denials_say_who_refused(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        var policy = Traced.Event(TraceKind.Policy) with { Rule = "refund_large" };
        await traced.WriteAsync(
            policy with { Outcome = TraceOutcome.Denied }, policy with { Outcome = TraceOutcome.Waiting }, policy, policy with { Rule = "read", Run = "x" },
            Traced.Event(TraceKind.Review) with { Outcome = TraceOutcome.Denied, Rule = "refund_large" },
            Traced.Event(TraceKind.Release) with { Outcome = TraceOutcome.Denied, Rule = "refund_large" },
            // What an agent says was denied to it elsewhere is no denial of ours.
            Traced.Event() with { Outcome = TraceOutcome.Denied, Rule = "refund_large" });

        var row = Assert.Single(await new DenialsQuery(new(traced.Store)).RowsAsync(new(InsightRange.Of(Traced.Noon, Now, Now), RollupFilter.Everything, [Dimension.Rule]), default));

        Assert.Equal(("refund_large", 3, 1, 1, 1), (row.Key.Names[0], row.Asked, row.ByPolicy, row.ByPeople, row.Otherwise));
    }

    [Theory, EveryDatabase]
    public async Task Drift_is_tested_on_runs_in_their_order(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        // Forty runs of which one in ten fails, and then forty of which every second does.
        await traced.WriteAsync([.. Enumerable.Range(0, 40).SelectMany(at => Run($"old-{at}", Traced.Noon.AddHours(-3).AddMinutes(at), at % 10 == 0 ? "failed" : "resolved"))]);
        await traced.WriteAsync([.. Enumerable.Range(0, 40).SelectMany(at => Run($"new-{at}", Traced.Noon.AddMinutes(at), at % 2 == 0 ? "failed" : "resolved"))]);
        var rollups = new RollupQuery(traced.Store);
        var query = new OutcomesQuery(rollups, traced.Store);

        var row = Assert.Single(await query.DriftAsync(InsightRange.Of(Traced.Noon, Now, Now), InsightRange.Of(Traced.Noon.AddHours(-4), Traced.Noon, Now), null, RollupFilter.Everything, [], default));

        Assert.Equal(("support", DriftState.Fallen, 40, 20), (row.Agent, row.Drift.State, row.Drift.Runs, row.Drift.Succeeded));
        Assert.Equal(new DriftBaseline.Runs(36, 4), row.Drift.Baseline);

        var alone = Assert.Single(await query.DriftAsync(InsightRange.Of(Traced.Noon, Now, Now), null, 0.5, RollupFilter.Everything, [], default));
        Assert.Equal(DriftState.Steady, alone.Drift.State);
    }

    [Theory, EveryDatabase]
    public async Task The_latest_runs_are_tested_though_as_many_before_them_were_fine(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync([.. Enumerable.Range(0, 40).SelectMany(at => Run($"old-{at}", Traced.Noon.AddHours(-3).AddMinutes(at), at % 10 == 0 ? "failed" : "resolved"))]);
        await traced.WriteAsync([.. Enumerable.Range(0, 80).SelectMany(at => Run($"new-{at}", Traced.Noon.AddSeconds(30 * at), at >= 40 && at % 2 == 0 ? "failed" : "resolved"))]);
        var query = new OutcomesQuery(new(traced.Store), traced.Store);
        var (recent, before) = (InsightRange.Of(Traced.Noon, Now, Now), InsightRange.Of(Traced.Noon.AddHours(-4), Traced.Noon, Now));

        var first = Assert.Single(await query.DriftAsync(recent, before, null, RollupFilter.Everything, [], default));
        var latest = Assert.Single(await query.LatestDriftAsync(recent, before, RollupFilter.Everything, default));

        Assert.Equal((DriftState.Finished, 40), (first.Drift.State, first.Drift.Succeeded));
        Assert.Equal((DriftState.Fallen, 20), (latest.Drift.State, latest.Drift.Succeeded));
    }

    [Theory, EveryDatabase]
    public async Task A_workflow_is_held_against_its_baseline(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync([.. Enumerable.Range(0, 10).SelectMany(at => Run($"r-{at}", Traced.Noon.AddMinutes(at), at == 0 ? "failed" : "resolved"))]);
        await traced.WriteAsync([.. Enumerable.Range(0, 10).Select(at => Traced.Event(TraceKind.ModelCall, $"r-{at}", at * 60) with { CostNanos = 200_000_000, CostSource = CostSource.Reported })]);
        var baselines = new Baselines(traced.Store);
        var before = new WorkflowBaseline("triage", 600_000, 5_000_000_000, 20_000, 10_000, null, "time sheets", "Fin", Now);
        await baselines.KeepAsync(before with { CostNanos = 1 }, default);
        await baselines.KeepAsync(before, default);

        var rows = await new ReturnsQuery(new(new(traced.Store), traced.Store), baselines, traced.Store).RowsAsync(InsightRange.Of(Traced.Noon.AddHours(-12), Now, Now, Grain.Day), RollupFilter.Everything, default);

        var row = Assert.Single(rows);
        Assert.Equal(("triage", 10, 10.0, 30_000.0, 0.2m, 0.1), (row.Workflow, row.Runs, row.PerDay, row.ResolutionMs, row.CostUsd, row.FailedShare));
        Assert.Equal((before, 48m), (row.Baseline, row.SavedUsd));
    }

    [Theory]
    [InlineData("2026-11-26T17:30:00Z", "2026-11-26T18:00:00Z", Grain.Minute, "2026-11-26T17:30:00Z", "2026-11-26T18:00:00Z")]
    [InlineData("2026-11-26T17:30:30Z", "2026-11-26T17:59:30Z", Grain.Minute, "2026-11-26T17:30:00Z", "2026-11-26T18:00:00Z")]
    [InlineData("2026-11-25T18:20:00Z", "2026-11-26T18:00:00Z", Grain.Hour, "2026-11-25T18:00:00Z", "2026-11-26T18:00:00Z")]
    // Minutes of last week are forgotten, hours are not.
    [InlineData("2026-11-16T17:30:00Z", "2026-11-16T18:30:00Z", Grain.Hour, "2026-11-16T17:00:00Z", "2026-11-16T19:00:00Z")]
    [InlineData("2026-05-16T17:30:00Z", "2026-05-16T18:30:00Z", Grain.Day, "2026-05-16T00:00:00Z", "2026-05-17T00:00:00Z")]
    public void A_range_is_whole_buckets_that_are_still_kept(string from, string to, Grain grain, string first, string last)
    {
        var range = InsightRange.Of(At(from), At(to), Now);

        Assert.Equal(new InsightRange(At(first), At(last), grain), range);

        static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static TraceEvent[] Run(string name, DateTimeOffset at, string word) =>
    [
        Traced.Event(TraceKind.Run, name) with { At = at, Name = RunMoments.Started, Outcome = TraceOutcome.Unknown, Workflow = "triage" },
        Traced.Event(TraceKind.Run, name) with
        {
            At = at.AddSeconds(30), Name = RunMoments.Ended, Word = word, Outcome = word == "failed" ? TraceOutcome.Error : TraceOutcome.Ok, Workflow = "triage",
        },
    ];

    // Everything about an event follows from its number, so that a failure can be read; a run has one workflow or none.
    private static TraceEvent[] Mixed(int count) =>
    [
        .. Enumerable.Range(0, count).Select(at => Traced.Event((TraceKind)(at % Enum.GetValues<TraceKind>().Length), at % 11 == 0 ? $"triage-{at % 17}" : $"run-{at % 17}") with
        {
            Agent = at % 3 == 0 ? "billing" : at % 3 == 1 ? "support" : "ops",
            Environment = at % 5 == 0 ? "staging" : "production",
            At = Traced.Noon.AddSeconds(at * 97 % 20_000 - 10_000),
            Tool = at % 4 == 0 ? "crm.get" : at % 4 == 1 ? "mail.send" : null,
            Model = at % 7 == 0 ? "gpt-4.1-mini" : null,
            Workflow = at % 11 == 0 ? "triage" : null,
            Outcome = (TraceOutcome)(at % 5),
            InputTokens = at % 2 == 0 ? at : null,
            OutputTokens = at % 2 == 0 ? at / 3 : null,
            CachedTokens = at % 6 == 0 ? at / 5 : null,
            CostNanos = at % 3 == 0 ? at * 1_234_567_891L : null,
            CostSource = at % 3 == 0 ? CostSource.Reported : at % 3 == 1 ? CostSource.Unknown : CostSource.None,
            LatencyMs = at % 4 == 0 ? at * 7 : null,
        }),
    ];

    private static RollupSums SumsOf(IEnumerable<TraceEvent> events) => events.Aggregate(default(RollupSums), (sums, one) => sums + new RollupSums(
        1, one.InputTokens ?? 0, one.OutputTokens ?? 0, one.CachedTokens ?? 0, (one.CostNanos ?? 0) / 1_000_000_000m, one.CostSource == CostSource.Unknown ? 1 : 0,
        one.LatencyMs ?? 0, one.LatencyMs is null ? 0 : 1));

    private static DateTimeOffset? BucketOf(TraceEvent one, Grain grain) => DateTimeOffset.FromUnixTimeSeconds(Grains.BucketOf(one.At, grain));

    private static string NameOf(TraceEvent one, Dimension dimension) => dimension switch
    {
        Dimension.Agent => one.Agent,
        Dimension.Environment => one.Environment,
        Dimension.Workflow => one.Workflow ?? "",
        Dimension.Kind => WireName.Of(one.Kind),
        Dimension.Tool => one.Tool ?? "",
        Dimension.Model => one.Model ?? "",
        Dimension.Rule => one.Rule ?? "",
        _ => WireName.Of(one.Outcome),
    };
}
