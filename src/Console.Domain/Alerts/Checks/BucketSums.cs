namespace AgentConsole.Domain.Alerts.Checks;

/// <summary>Counts by bucket of time, of which every stretch is summed at once. Buckets that nobody gave are nought.</summary>
public sealed class BucketSums
{
    private readonly long[] _before;

    /// <param name="first">Where the first bucket begins, in seconds since 1970.</param>
    /// <param name="width">Of a bucket, in seconds.</param>
    public BucketSums(long first, long width, int buckets, IEnumerable<(long Bucket, long Count)> counts)
    {
        (First, Width) = (first, width);
        _before = new long[buckets + 1];
        foreach (var (bucket, count) in counts)
            if (bucket >= first && (bucket - first) / width is var at && at < buckets) _before[at + 1] += count;
        for (var at = 1; at <= buckets; at++) _before[at] += _before[at - 1];
    }

    public long First { get; }

    public long Width { get; }

    public long End => First + (_before.Length - 1) * Width;

    /// <summary>What lies from one time until before another.</summary>
    public long Sum(long from, long to) => _before[At(to)] - _before[At(from)];

    private int At(long time) => (int)Math.Clamp((time - First) / Width, 0, _before.Length - 1);
}
