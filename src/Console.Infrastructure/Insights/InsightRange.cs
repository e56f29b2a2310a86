using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Infrastructure.Insights;

/// <summary>A range of time in whole buckets: what is shown is what was counted, so the ends move outward to where buckets end.</summary>
public sealed record InsightRange(DateTimeOffset From, DateTimeOffset To, Grain Grain)
{
    /// <param name="grain">Null: the finest that shows the range in a few hundred points and is still kept.</param>
    public static InsightRange Of(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, Grain? grain = null)
    {
        var kept = KeptAt(now - from);
        var finest = grain ?? Grains.For(to - from);
        var chosen = kept > finest ? kept : finest;
        var (first, width) = (Grains.BucketOf(from, chosen), Grains.SecondsOf(chosen));
        var last = Grains.BucketOf(to, chosen);
        var end = last < to.ToUnixTimeSeconds() || to.Ticks % TimeSpan.TicksPerSecond > 0 || last == first ? last + width : last;
        return new(DateTimeOffset.FromUnixTimeSeconds(first), DateTimeOffset.FromUnixTimeSeconds(end), chosen);
    }

    /// <summary>How long one bucket is.</summary>
    public TimeSpan Step => TimeSpan.FromSeconds(Grains.SecondsOf(Grain));

    public double Days => (To - From).TotalDays;

    /// <summary>The same range in buckets for which latencies are counted: no finer than hours.</summary>
    internal InsightRange ForLatencies(DateTimeOffset now) => Grain == Grain.Minute ? Of(From, To, now, Grain.Hour) : this;

    internal long FirstBucket => From.ToUnixTimeSeconds();

    internal long EndBucket => To.ToUnixTimeSeconds();

    // Finer buckets are forgotten sooner.
    private static Grain KeptAt(TimeSpan age) =>
        age <= TimeSpan.FromDays(TelemetryLimits.MinuteDaysDefault) ? Grain.Minute : age <= TimeSpan.FromDays(TelemetryLimits.HourDaysDefault) ? Grain.Hour : Grain.Day;
}
