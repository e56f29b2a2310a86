using System.Globalization;

namespace AgentConsole.Web.Shell.Kit;

/// <summary>A time in words, seen from now. shell.js speaks the same words while the page stays open.</summary>
public static class RelativeTime
{
    public static string Of(DateTimeOffset at, DateTimeOffset now)
    {
        var ahead = at - now;
        if (ahead.Duration() < TimeSpan.FromSeconds(1)) return "now";
        return ahead > TimeSpan.Zero ? "in " + Span(ahead) : Span(ahead.Duration()) + " ago";
    }

    /// <summary>The two largest units at most: <c>2 h 5 min</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => Count(span.Seconds, "s"),
        { TotalMinutes: < 60 } => Count(span.Minutes, "min"),
        { TotalHours: < 24 } => Count(span.Hours, "h") + Spare(span.Minutes, "min"),
        { TotalDays: < 7 } => Count(span.Days, "d") + Spare(span.Hours, "h"),
        _ => Count(span.Days, "d"),
    };

    public static string Exact(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Spare(int count, string unit) => count > 0 ? " " + Count(count, unit) : "";

    private static string Count(int count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count} {unit}");
}
