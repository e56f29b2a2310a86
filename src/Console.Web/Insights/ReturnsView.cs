using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Telemetry.Store;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Insights;

/// <summary>What each workflow comes to with agents, beside what it came to without.</summary>
public sealed record ReturnsView(
    DateTimeOffset From, DateTimeOffset To, Grain Grain, IReadOnlyList<string> By, IReadOnlyList<ReturnsView.ReturnRowView> Rows, bool IsCut)
    : InsightsView<ReturnsView.ReturnRowView>(From, To, Grain, By, Rows, IsCut)
{
    /// <summary>One workflow; what is unknown is absent.</summary>
    /// <param name="Runs">Ended runs in the range.</param>
    /// <param name="ReadRuns">The latest of them, from which the other figures are taken.</param>
    /// <param name="Saved">Runs times the difference in cost.</param>
    public sealed record ReturnRowView(
        string Workflow, long Runs, double PerDay, int ReadRuns, double? ResolutionS, MoneyView? CostPerRun, int UnpricedRuns, double? PersonShare, double? FailedShare,
        MoneyView? Saved, BaselineView? Baseline);

    internal static ReturnRowView RowOf(WorkflowReturn row) => new(
        row.Workflow, row.Runs, Math.Round(row.PerDay, 3), row.Read, row.ResolutionMs is { } took ? Math.Round(took / 1000, 3) : null,
        row.CostUsd is { } cost ? MoneyView.Of(decimal.Round(cost, 9)) : null, row.UnpricedRuns, row.PersonShare, row.FailedShare,
        row.SavedUsd is { } saved ? MoneyView.Of(decimal.Round(saved, 2)) : null, row.Baseline is { } baseline ? BaselineView.Of(baseline) : null);
}
