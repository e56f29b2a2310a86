using AgentConsole.Domain;
using AgentConsole.Domain.Insights;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Infrastructure.Insights;

/// <summary>How tools do: calls that were made, errors, and how long they take. What was refused or waits was not made.</summary>
public sealed class ToolHealthQuery(RollupQuery rollups, TimeProvider clock)
{
    private const int HourlyDaysMax = 2;
    private static readonly string Error = WireName.Of(TraceOutcome.Error);

    public async Task<IReadOnlyList<ToolHealthRow>> RowsAsync(RollupAsk ask, CancellationToken cancellation)
    {
        var counted = await rollups.GroupsAsync(ask, Series.MadeToolCalls, [Dimension.Outcome], Enum.GetValues<TraceOutcome>().Length, cancellation);
        // By time there are no latencies finer than an hour's, and those of many hours are too many rows for one look.
        var timed = ask.IsByTime && (ask.Range != ask.Range.ForLatencies(clock.Instant()) || ask.Range is { Grain: Grain.Hour, Days: > HourlyDaysMax }) ? []
            : (await rollups.LatenciesAsync(ask with { Range = ask.Range.ForLatencies(clock.Instant()) }, Series.ToolCalls, cancellation)).ToDictionary(GroupKey.Of);
        return
        [
            .. counted.Select(group => new ToolHealthRow(
                group.Key, group.Sum(row => row.Sums.Events), group.Where(row => row.Keys[^1] == Error).Sum(row => row.Sums.Events),
                timed.GetValueOrDefault(group.Key)?.MedianMs, timed.GetValueOrDefault(group.Key)?.P95Ms)),
        ];
    }
}
