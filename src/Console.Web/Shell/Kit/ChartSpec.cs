using System.Globalization;
using System.Text.Json;

namespace AgentConsole.Web.Shell.Kit;

/// <summary>What a chart says, without how it is drawn. Rooms make it in pure functions; <see cref="Chart"/> alone knows what draws it.</summary>
/// <param name="Unit">Stands beside the title: USD, %, ms, runs.</param>
/// <param name="Step">How long one point lasts; null where points have names instead of times.</param>
public sealed record ChartSpec(string Title, string Unit, ChartShape Shape, IReadOnlyList<ChartSeries> Series, TimeSpan? Step = null)
{
    /// <summary>Points that one chart draws; what is more is left out.</summary>
    public const int PointsMax = 6_000;
    private const int Hues = 6;
    private static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public IReadOnlyList<ChartCap> Caps { get; init; } = [];

    /// <summary>Places behind the point, at most.</summary>
    public int Places { get; init; }

    public bool IsEmpty => Series.All(series => series.Points.All(point => point.Y is null or 0));

    /// <summary>Names with hues: each prefers one that follows from the name, so that it keeps it from chart to chart.</summary>
    public static IReadOnlyDictionary<string, int> HuesOf(IEnumerable<string> names)
    {
        var hues = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var hue = Preferred(name);
            for (var tried = 0; tried < Hues && hues.ContainsValue(hue); tried++) hue = hue % Hues + 1;
            hues[name] = hue;
        }

        return hues;
    }

    /// <summary>Where a point leads.</summary>
    public string? HrefOf(ChartSeries series, ChartPoint point)
    {
        if (point.Href is not null || series.Link is not { } link || Step is not { } step) return point.Href;
        var from = DateTimeOffset.Parse(point.X, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return link.Replace("{from}", Uri.EscapeDataString(TimeOf(from)), StringComparison.Ordinal).Replace("{to}", Uri.EscapeDataString(TimeOf(from + step)), StringComparison.Ordinal);
    }

    public static string TimeOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public string TextOf(double? figure) => figure is { } known ? known.ToString("#,0." + new string('#', Places), CultureInfo.InvariantCulture) : "unknown";

    /// <summary>For the script that draws. Names come from agents: what could be taken for markup or turn the text around is gone.</summary>
    public string ToJson() => JsonSerializer.Serialize(new
    {
        title = Title,
        unit = Unit,
        shape = Shape.ToString(),
        step = Step?.TotalSeconds,
        places = Places,
        caps = Caps.Select(cap => new { word = Plain(cap.Word), y = cap.Y }),
        series = Series.Select(series => new
        {
            name = Plain(series.Name),
            hue = series.Hue,
            link = series.Link,
            hrefs = series.Points.Any(point => point.Href is not null) ? series.Points.Take(PointsMax / Math.Max(1, Series.Count)).Select(point => point.Href) : null,
            x = series.Points.Take(PointsMax / Math.Max(1, Series.Count)).Select(point => point.X),
            y = series.Points.Take(PointsMax / Math.Max(1, Series.Count)).Select(point => point.Y),
        }),
    }, Form);

    /// <summary>A name as a chart may draw it.</summary>
    public static string Plain(string name)
    {
        const int LengthMax = 48;
        var kept = new string([.. name.Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse))]);
        return kept.Length <= LengthMax ? kept : kept[..(LengthMax - 1)] + "…";
    }

    // FNV-1a: the same on every node and at every start.
    private static int Preferred(string name)
    {
        var hash = 2166136261u;
        foreach (var character in name) hash = unchecked((hash ^ character) * 16777619u);
        return (int)(hash % Hues) + 1;
    }
}
