using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Telemetry.Store;
using AgentConsole.Testing;
using AgentConsole.Testing.Persistence;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Telemetry;

public sealed class RepairRollupsJobTests
{
    [Theory, EveryDatabase]
    public async Task Sums_that_are_what_their_events_say_stay_as_they_are(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Several());

        var report = await RunAsync(traced);

        Assert.Equal((0, true), (report.Done, report.Summary.Contains("are what its events say", StringComparison.Ordinal)));
    }

    [Theory, EveryDatabase]
    public async Task Sums_that_differ_are_put_right_at_every_grain(DatabaseProvider provider)
    {
        await using var traced = await Traced.StartAsync(provider);
        await traced.WriteAsync(Several());
        var before = await SumsAsync(traced);
        await using (var connection = await traced.Store.OpenAsync(default))
        {
            var noon = Traced.Noon.ToUnixTimeSeconds();
            await connection.ExecuteAsync($"UPDATE trace_rollups SET events = events + 5, cost_nanos = 0 WHERE grain = 1 AND bucket = {noon}", default);
            await connection.ExecuteAsync($"DELETE FROM trace_rollups WHERE grain = 0 AND bucket = {noon}", default);
            await connection.ExecuteAsync("UPDATE trace_rollups SET latency_ms = 1 WHERE grain = 2", default);
        }

        Assert.NotEqual(before, await SumsAsync(traced));
        Assert.True((await RunAsync(traced)).Done > 0);

        Assert.Equal(before, await SumsAsync(traced));
        Assert.Equal(0, (await RunAsync(traced)).Done);
    }

    // Two of one minute, one whose own clock runs far ahead, one of another tool, one of the hour before, and two decisions: one that was waited for
    // since that hour, and one that was taken in the next.
    private static TraceEvent[] Several() =>
    [
        Traced.Event(TraceKind.ModelCall, second: 5) with { InputTokens = 10, OutputTokens = 2, CachedTokens = 1, CostNanos = 700, CostSource = CostSource.Reported, LatencyMs = 40 },
        Traced.Event(TraceKind.ModelCall, second: 15) with { InputTokens = 5, CostSource = CostSource.Unknown },
        Traced.Event(second: 100) with { At = Traced.Noon.AddDays(2), ReceivedAt = Traced.Noon.AddSeconds(100), Clock = ClockMark.Ahead },
        Traced.Event(second: 130) with { Tool = "crm.set", Outcome = TraceOutcome.Error, LatencyMs = 7 },
        Traced.Event(second: -60),
        Traced.Event(TraceKind.Review, second: -90) with { ReceivedAt = Traced.Noon.AddSeconds(200), Outcome = TraceOutcome.Ok, Word = "approve", LatencyMs = 290_500 },
        Traced.Event(TraceKind.Review, second: 3_000) with { ReceivedAt = Traced.Noon.AddSeconds(3_700), Outcome = TraceOutcome.Ok, Word = "approve", LatencyMs = 700_000 },
    ];

    private static Task<JobReport> RunAsync(Traced traced) => new RepairRollupsJob(
        traced.Store, new(), new FakeClock(Traced.Noon.AddMinutes(75)), NullLogger<RepairRollupsJob>.Instance).RunOnceAsync(default);

    private static async Task<IReadOnlyList<long>> SumsAsync(Traced traced)
    {
        var sums = new List<long>();
        foreach (var grain in Grains.All)
            foreach (var column in (string[])["events", "input_tokens", "output_tokens", "cached_tokens", "cost_nanos", "unpriced", "latency_ms", "timed"])
                sums.Add(await traced.NumberAsync($"SELECT COALESCE(SUM({column}), 0) FROM trace_rollups WHERE grain = {(int)grain}"));
        return sums;
    }
}
