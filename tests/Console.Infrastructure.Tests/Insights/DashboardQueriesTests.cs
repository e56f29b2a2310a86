using System.Globalization;
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

public sealed class DashboardQueriesTests
{
    private static readonly DateTimeOffset Now = Traced.Noon.AddDays(2);
    private static readonly InsightRange Days = InsightRange.Of(Now.AddDays(-7), Now, Now, Grain.Hour);

    [Theory, EveryDatabase]
    public async Task However_many_groups_there_are_none_is_counted_in_part(DatabaseProvider provider)
    {
        const int Agents = 240;
        await using var traced = await Traced.StartAsync(provider);
        for (var hour = 0; hour < 24; hour++)
            await traced.WriteAsync([.. Enumerable.Range(0, Agents).SelectMany(agent => (TraceOutcome[])[TraceOutcome.Ok, TraceOutcome.Error])
                .Select((outcome, at) => Traced.Event(second: hour * 3600) with { Agent = string.Create(CultureInfo.InvariantCulture, $"agent-{at / 2:000}"), Outcome = outcome, Run = null })]);

        var rows = await new ToolHealthQuery(new(traced.Store), new FakeClock(Now)).RowsAsync(new(Days, RollupFilter.Everything, [Dimension.Agent], IsByTime: true), default);

        Assert.Equal(InsightsLimits.RowsMax + 1, rows.Count);
        Assert.All(rows, row => Assert.Equal((2, 1), (row.Calls, row.Errors)));
    }

    [Fact]
    public async Task Votes_are_no_decisions()
    {
        await using var traced = await Traced.StartAsync(DatabaseProvider.Sqlite);
        await traced.WriteAsync(
            Traced.Event(TraceKind.Review) with { Outcome = TraceOutcome.Unknown },
            Traced.Event(TraceKind.Review, second: 1) with { Outcome = TraceOutcome.Unknown },
            Traced.Event(TraceKind.Review, second: 2) with { Outcome = TraceOutcome.Denied },
            Traced.Event(TraceKind.Review, second: 3) with { Outcome = TraceOutcome.Ok });

        var rows = await new ApprovalsQuery(new(traced.Store), null!, new FakeClock(Now)).RowsAsync(new(Days, RollupFilter.Everything, []), default);

        Assert.Equal((2L, 1L, 1L, 0.5), Assert.Single(rows) is var row ? (row.Decided, row.Approved, row.Rejected, row.RejectedShare!.Value) : default);
    }

    [Fact]
    public async Task What_a_cap_a_stop_or_a_malformed_argument_refused_is_not_laid_on_policy()
    {
        await using var traced = await Traced.StartAsync(DatabaseProvider.Sqlite);
        var second = 0;
        (string Rule, TraceOutcome Outcome)[] told =
            [("house", TraceOutcome.Ok), ("no_friday", TraceOutcome.Denied), ("budget_exhausted", TraceOutcome.Denied), ("stopped", TraceOutcome.Denied), ("args_invalid", TraceOutcome.Denied)];
        await traced.WriteAsync([.. told.Select(one => Traced.Event(TraceKind.Policy, second: second++) with { Rule = one.Rule, Outcome = one.Outcome })]);

        var rows = await new DenialsQuery(new(traced.Store)).RowsAsync(new(Days, RollupFilter.Everything, []), default);

        Assert.Equal((4L, 1L, 0L, 3L), Assert.Single(rows) is var row ? (row.Asked, row.ByPolicy, row.ByPeople, row.Otherwise) : default);
    }

    [Fact]
    public async Task A_call_that_was_refused_is_no_call_that_went_well()
    {
        await using var traced = await Traced.StartAsync(DatabaseProvider.Sqlite);
        await traced.WriteAsync([.. ((TraceOutcome[])[TraceOutcome.Ok, TraceOutcome.Error, TraceOutcome.Denied, TraceOutcome.Waiting]).Select((outcome, at) => Traced.Event(second: at) with { Outcome = outcome })]);

        var rows = await new ToolHealthQuery(new(traced.Store), new FakeClock(Now)).RowsAsync(new(Days, RollupFilter.Everything, [Dimension.Tool]), default);

        Assert.Equal((2L, 1L, 0.5), Assert.Single(rows) is var row ? (row.Calls, row.Errors, row.ErrorShare) : default);
    }

    [Fact]
    public async Task Who_rests_a_day_of_the_week_has_a_forecast_and_who_is_new_has_none()
    {
        await using var traced = await Traced.StartAsync(DatabaseProvider.Sqlite);
        var today = new DateTimeOffset(2026, 12, 2, 9, 0, 0, TimeSpan.Zero);
        await traced.WriteAsync([.. Enumerable.Range(1, 10).Where(day => day != 7).Select(day => Spent(today.AddDays(-day), "old")), Spent(today.AddDays(-3), "new")]);
        var query = new SpendQuery(new(traced.Store), new FakeClock(today));

        Assert.Equal(1 + 29.625m * 6 / 7, (await query.ForecastAsync(new(Agent: "old"), default))!.Expected, 6);
        Assert.Null(await query.ForecastAsync(new(Agent: "new"), default));

        static TraceEvent Spent(DateTimeOffset at, string agent) =>
            Traced.Event(TraceKind.ModelCall) with { Agent = agent, At = at, ReceivedAt = at, CostNanos = 1_000_000_000, CostSource = CostSource.Reported };
    }
}
