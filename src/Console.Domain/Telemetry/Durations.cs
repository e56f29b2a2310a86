using System.Globalization;

namespace AgentConsole.Domain.Telemetry;

/// <summary>Durations as people read them.</summary>
public static class Durations
{
    /// <summary>With two units at most: <c>420 ms</c>, <c>12.4 s</c>, <c>2 min 5 s</c>, <c>3 h 10 min</c>, <c>4 d 2 h</c>.</summary>
    public static string Text(TimeSpan time)
    {
        if (time < TimeSpan.Zero) time = TimeSpan.Zero;
        if (time < TimeSpan.FromSeconds(1)) return string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMilliseconds} ms");
        if (time < TimeSpan.FromMinutes(1)) return string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");
        if (time < TimeSpan.FromHours(1)) return Two(time.Minutes, "min", time.Seconds, "s");
        return time < TimeSpan.FromDays(1) ? Two(time.Hours, "h", time.Minutes, "min") : Two(time.Days, "d", time.Hours, "h");
    }

    private static string Two(int large, string largeUnit, int small, string smallUnit) =>
        string.Create(CultureInfo.InvariantCulture, $"{large} {largeUnit}") + (small == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {small} {smallUnit}"));
}
