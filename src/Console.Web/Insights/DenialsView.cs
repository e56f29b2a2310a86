using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Web.Insights;

/// <summary>What the console refused.</summary>
public sealed record DenialsView(
    DateTimeOffset From, DateTimeOffset To, Grain Grain, IReadOnlyList<string> By, IReadOnlyList<DenialsView.DenialRowView> Rows, bool IsCut)
    : InsightsView<DenialsView.DenialRowView>(From, To, Grain, By, Rows, IsCut)
{
    /// <summary>One group.</summary>
    /// <param name="Asked">Proposals about which policy was asked.</param>
    /// <param name="Otherwise">Expired, revoked, or stopped by a cap.</param>
    /// <param name="PolicyShare">Of those asked, the share that policy denied.</param>
    public sealed record DenialRowView(long Denied, long ByPolicy, long ByPeople, long Otherwise, long Asked, double? PolicyShare) : InsightRowView;

    internal static DenialRowView RowOf(DenialRow row, IReadOnlyList<Dimension> by) =>
        InsightRowView.Named(new DenialRowView(row.Denied, row.ByPolicy, row.ByPeople, row.Otherwise, row.Asked, row.PolicyShare), row.Key, by);
}
