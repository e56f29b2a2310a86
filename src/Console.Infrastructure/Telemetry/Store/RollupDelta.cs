using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>What a batch adds to one bucket of one series.</summary>
internal sealed class RollupDelta
{
    public long Events { get; private set; }
    public long InputTokens { get; private set; }
    public long OutputTokens { get; private set; }
    public long CachedTokens { get; private set; }
    public long CostNanos { get; private set; }
    public long Unpriced { get; private set; }
    public long LatencyMs { get; private set; }
    public long Timed { get; private set; }

    /// <param name="times">-1 takes back what was counted before.</param>
    public void Add(TraceEvent one, int times)
    {
        Events += times;
        InputTokens += times * (one.InputTokens ?? 0);
        OutputTokens += times * (one.OutputTokens ?? 0);
        CachedTokens += times * (one.CachedTokens ?? 0);
        CostNanos += times * (one.CostNanos ?? 0);
        if (one.CostSource == CostSource.Unknown) Unpriced += times;
        if (one.LatencyMs is not { } latency) return;
        LatencyMs += times * latency;
        Timed += times;
    }
}
