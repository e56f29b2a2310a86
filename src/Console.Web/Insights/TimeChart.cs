using AgentConsole.Infrastructure.Insights;
using AgentConsole.Web.Shell.Kit;

namespace AgentConsole.Web.Insights;

/// <summary>Puts figures into charts: every bucket of the range has a point, and one without figures is nought or unknown as the figure has it.</summary>
internal static class TimeChart
{
    /// <param name="figure">What a bucket's rows come to; it is given none where nothing was counted.</param>
    public static ChartSeries Series<T>(string name, int hue, InsightRange range, IEnumerable<T> rows, Func<T, DateTimeOffset?> at, Func<IReadOnlyList<T>, double?> figure, string? link)
    {
        var byBucket = rows.ToLookup(row => at(row) ?? default);
        var points = new List<ChartPoint>();
        for (var bucket = range.From; bucket < range.To && points.Count < ChartSpec.PointsMax; bucket += range.Step)
            points.Add(new(ChartSpec.TimeOf(bucket), figure([.. byBucket[bucket]])));
        return new(name, hue, points, link);
    }

    /// <summary>The same for each name, the named ones in their hues and all others in grey.</summary>
    public static IReadOnlyList<ChartSeries> ByName<T>(
        IReadOnlyList<string> names, string othersWord, Func<string, string> shown, InsightRange range, IReadOnlyList<T> rows, Func<T, GroupKey> key, Func<IReadOnlyList<T>, double?> figure, Func<string?, string?> link)
    {
        var hues = ChartSpec.HuesOf(names);
        var series = names.Select(name => Series(shown(name), hues[name], range, rows.Where(row => key(row).Names[0] == name), row => key(row).At, figure, link(name))).ToList();
        var others = rows.Where(row => key(row).Names[0] is null).ToList();
        if (others.Count > 0) series.Add(Series(othersWord, 0, range, others, row => key(row).At, figure, link(null)));
        return series;
    }
}
