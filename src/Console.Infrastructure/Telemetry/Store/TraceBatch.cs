using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>What one transaction adds to the counts, put together in memory so that each row is touched once.</summary>
internal sealed class TraceBatch
{
    public Dictionary<(Grain Grain, long Bucket, long Series), RollupDelta> Rollups { get; } = [];

    public Dictionary<(Grain Grain, long Bucket, long Series, int Band), long> Latencies { get; } = [];

    public SortedDictionary<long, RunDelta> Runs { get; } = [];

    /// <param name="run">Null: nothing says what it belongs to.</param>
    public void Count(TraceEvent one, long? run, long series)
    {
        foreach (var grain in Grains.All)
        {
            var bucket = Grains.BucketOf(ClockMarks.CountedAt(one), grain);
            if (!Rollups.TryGetValue((grain, bucket, series), out var delta)) Rollups[(grain, bucket, series)] = delta = new();
            delta.Add(one);
            if (grain == Grain.Minute || one.LatencyMs is not { } latency) continue;
            var key = (grain, bucket, series, LatencyBands.Of(latency));
            Latencies[key] = Latencies.GetValueOrDefault(key) + 1;
        }

        if (run is not { } id) return;
        if (!Runs.TryGetValue(id, out var figures)) Runs[id] = figures = new();
        figures.Add(one);
    }
}
