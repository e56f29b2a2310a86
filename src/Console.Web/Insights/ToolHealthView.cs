using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Web.Insights;

/// <summary>How tools do.</summary>
public sealed record ToolHealthView(
    DateTimeOffset From, DateTimeOffset To, Grain Grain, IReadOnlyList<string> By, IReadOnlyList<ToolHealthView.ToolRowView> Rows, bool IsCut)
    : InsightsView<ToolHealthView.ToolRowView>(From, To, Grain, By, Rows, IsCut)
{
    /// <summary>One group.</summary>
    /// <param name="P50Ms">The upper end of a band a quarter wide; absent where nobody told how long calls took, and by the minute.</param>
    public sealed record ToolRowView(long Calls, long Errors, double ErrorShare, double? P50Ms, double? P95Ms) : InsightRowView;

    internal static ToolRowView RowOf(ToolHealthRow row, IReadOnlyList<Dimension> by) => InsightRowView.Named(
        new ToolRowView(row.Calls, row.Errors, row.ErrorShare, Rounded(row.MedianMs), Rounded(row.P95Ms)), row.Key, by);

    internal static double? Rounded(double? milliseconds) => milliseconds is { } figure ? Math.Round(figure, 1) : null;
}
