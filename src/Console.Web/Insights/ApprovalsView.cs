using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Web.Insights;

/// <summary>The work of reviewers.</summary>
/// <param name="Waiting">Proposals that wait for a person now, whatever the range.</param>
/// <param name="OldestAgeS">How long the oldest of them has waited.</param>
public sealed record ApprovalsView(
    DateTimeOffset From, DateTimeOffset To, Grain Grain, IReadOnlyList<string> By, IReadOnlyList<ApprovalsView.ApprovalRowView> Rows, bool IsCut,
    int Waiting, long? OldestAgeS, IReadOnlyList<ApprovalsView.WaitingRowView> WaitingBy) : InsightsView<ApprovalsView.ApprovalRowView>(From, To, Grain, By, Rows, IsCut)
{
    /// <summary>One group.</summary>
    /// <param name="P50Ms">From the proposal to the decision.</param>
    public sealed record ApprovalRowView(long Decided, long Approved, long Rejected, long SentBack, double? RejectedShare, double? P50Ms, double? P95Ms) : InsightRowView;

    /// <summary>What waits of one agent and tool.</summary>
    public sealed record WaitingRowView(string Agent, string Tool, int Waiting, DateTimeOffset OldestAt);

    internal static ApprovalRowView RowOf(ApprovalRow row, IReadOnlyList<Dimension> by) => InsightRowView.Named(
        new ApprovalRowView(row.Decided, row.Approved, row.Rejected, row.SentBack, row.RejectedShare, ToolHealthView.Rounded(row.MedianMs), ToolHealthView.Rounded(row.P95Ms)), row.Key, by);
}
