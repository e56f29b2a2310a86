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

    public void Add(TraceEvent one)
    {
        Events++;
        InputTokens += one.InputTokens ?? 0;
        OutputTokens += one.OutputTokens ?? 0;
        CachedTokens += one.CachedTokens ?? 0;
        CostNanos += one.CostNanos ?? 0;
        if (one.CostSource == CostSource.Unknown) Unpriced++;
        if (one.LatencyMs is not { } latency) return;
        LatencyMs += latency;
        Timed++;
    }
}
