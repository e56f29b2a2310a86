namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>Buckets of time: each begins at a whole minute, hour or day of UTC, as seconds since 1970.</summary>
internal static class Grains
{
    public static readonly Grain[] All = [Grain.Minute, Grain.Hour, Grain.Day];

    public static long SecondsOf(Grain grain) => grain switch
    {
        Grain.Minute => 60,
        Grain.Hour => 3_600,
        Grain.Day => 86_400,
        _ => throw new ArgumentOutOfRangeException(nameof(grain)),
    };

    public static long BucketOf(DateTimeOffset at, Grain grain)
    {
        var (seconds, width) = (at.ToUnixTimeSeconds(), SecondsOf(grain));
        return seconds - (seconds % width + width) % width;
    }

    /// <summary>The finest grain that shows a range in a few hundred points.</summary>
    public static Grain For(TimeSpan range) =>
        range <= TimeSpan.FromHours(6) ? Grain.Minute : range <= TimeSpan.FromDays(7) ? Grain.Hour : Grain.Day;
}
