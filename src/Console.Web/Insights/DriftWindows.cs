using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AgentConsole.Infrastructure.Insights;

namespace AgentConsole.Web.Insights;

/// <summary>What is tested for drift: runs of a range against those before it, or against a share that somebody stated.</summary>
internal sealed record DriftWindows(InsightRange Recent, InsightRange? Baseline, double? Stated)
{
    private const int BaselineDaysUsual = 30;
    private const double StatedMin = 0.01;
    private const double StatedMax = 0.999;

    /// <param name="baselineFrom">Where the baseline begins; it ends where the range does begin.</param>
    public static bool TryRead(InsightRange recent, string? baselineFrom, string? share, DateTimeOffset now, out DriftWindows windows, [NotNullWhen(false)] out string? fault)
    {
        windows = new(recent, InsightRange.Of(recent.From.AddDays(-BaselineDaysUsual), recent.From, now), null);
        fault = null;
        if (!string.IsNullOrWhiteSpace(share))
        {
            if (double.TryParse(share, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var stated) && stated is >= StatedMin and <= StatedMax) windows = new(recent, null, stated);
            else fault = string.Create(CultureInfo.InvariantCulture, $"share must be a share of successes from {StatedMin} to {StatedMax}.");
        }
        else if (!InsightsFilter.TryTime(baselineFrom, out var from)) fault = "baseline_from must be an RFC 3339 time or a date.";
        else if (from is { } since)
        {
            if (since >= recent.From) fault = "baseline_from must be earlier than from.";
            else windows = new(recent, InsightRange.Of(since, recent.From, now), null);
        }

        return fault is null;
    }
}
