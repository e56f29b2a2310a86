using System.Globalization;
using System.Text;

namespace AgentConsole.Domain.Tools.Guards;

/// <summary>
/// What happened within the last so many seconds, counted in a few buckets and kept as a short text. A bucket is forgotten when the last
/// use in it is old enough, so that it never counts less than there was.
/// </summary>
public sealed class CallWindow
{
    private readonly IReadOnlyList<Bucket> _buckets;

    private CallWindow(IReadOnlyList<Bucket> buckets) => _buckets = buckets;

    public static CallWindow Empty { get; } = new([]);

    public int Calls => _buckets.Sum(bucket => bucket.Calls);

    public int Failures => _buckets.Sum(bucket => bucket.Failures);

    /// <summary>What is left of it now.</summary>
    public CallWindow Within(int seconds, DateTimeOffset now)
    {
        var oldest = now.ToUnixTimeMilliseconds() - (seconds * 1000L);
        return _buckets.Count > 0 && _buckets[0].LastAt <= oldest ? new([.. _buckets.SkipWhile(bucket => bucket.LastAt <= oldest)]) : this;
    }

    /// <summary>The same with one more; uses within the same so many seconds share a bucket.</summary>
    public CallWindow Add(int bucketSeconds, bool isFailure, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        var width = bucketSeconds * 1000L;
        var failed = isFailure ? 1 : 0;
        // Another node's clock may be a little ahead; what it counted stays counted.
        if (_buckets is [.., var last] && (at <= last.LastAt || at / width == last.LastAt / width))
            return new([.. _buckets.SkipLast(1), new(Math.Max(at, last.LastAt), last.Calls + 1, last.Failures + failed)]);
        return new([.. _buckets.TakeLast(GuardLimits.BucketsMax - 1), new(at, 1, failed)]);
    }

    /// <summary>Null where there is room for one more; otherwise how long until there is.</summary>
    public TimeSpan? WaitFor(int allowed, int seconds, DateTimeOffset now)
    {
        var left = Calls;
        foreach (var bucket in _buckets)
        {
            if (left < allowed) break;
            left -= bucket.Calls;
            if (left < allowed) return TimeSpan.FromMilliseconds(Math.Max(1, bucket.LastAt + (seconds * 1000L) - now.ToUnixTimeMilliseconds()));
        }

        return null;
    }

    /// <summary>As it lies in a column.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var before = 0L;
        foreach (var bucket in _buckets)
        {
            text.Append(CultureInfo.InvariantCulture, $"{bucket.LastAt - before}:{bucket.Calls}:{bucket.Failures};");
            before = bucket.LastAt;
        }

        return text.ToString();
    }

    public static CallWindow Parse(string text)
    {
        var buckets = new List<Bucket>();
        var at = 0L;
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var numbers = part.Split(':');
            at += long.Parse(numbers[0], CultureInfo.InvariantCulture);
            buckets.Add(new(at, int.Parse(numbers[1], CultureInfo.InvariantCulture), int.Parse(numbers[2], CultureInfo.InvariantCulture)));
        }

        return buckets.Count == 0 ? Empty : new(buckets);
    }

    private sealed record Bucket(long LastAt, int Calls, int Failures);
}
