using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>What one transaction adds to the counts, put together in memory so that each row is touched once.</summary>
internal sealed class TraceBatch
{
    public Dictionary<(Grain Grain, long Bucket, long Series), RollupDelta> Rollups { get; } = [];

    public Dictionary<(Grain Grain, long Bucket, long Series, int Band), long> Latencies { get; } = [];

    public SortedDictionary<long, RunDelta> Runs { get; } = [];

    /// <param name="run">Null: nothing says what it belongs to, or its run is to be left as it is.</param>
    /// <param name="times">-1 takes back what was counted before.</param>
    public void Count(TraceEvent one, long? run, long series, int times = 1)
    {
        foreach (var grain in Grains.All)
        {
            var bucket = Grains.BucketOf(ClockMarks.CountedAt(one), grain);
            if (!Rollups.TryGetValue((grain, bucket, series), out var delta)) Rollups[(grain, bucket, series)] = delta = new();
            delta.Add(one, times);
            if (grain == Grain.Minute || one.LatencyMs is not { } latency) continue;
            var key = (grain, bucket, series, LatencyBands.Of(latency));
            Latencies[key] = Latencies.GetValueOrDefault(key) + times;
        }

        if (run is { } id) Run(id).Add(one, times);
    }

    public RunDelta Run(long run)
    {
        if (!Runs.TryGetValue(run, out var delta)) Runs[run] = delta = new();
        return delta;
    }
}
