using AgentConsole.Domain.Insights;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Insights;

/// <summary>How a workflow went before agents did it; what is unknown is absent.</summary>
public sealed record BaselineView(
    double? ResolutionS, MoneyView? CostPerRun, double? PerDay, double? PersonShare, double? FailedShare, string? Note, string RecordedBy, DateTimeOffset RecordedAt)
{
    internal static BaselineView Of(WorkflowBaseline baseline) => new(
        baseline.ResolutionMs / 1000.0, baseline.CostNanos is { } cost ? MoneyView.Of(cost / 1_000_000_000m) : null, baseline.PerDayMilli / 1000.0,
        baseline.PersonBasisPoints / 10_000.0, baseline.FailedBasisPoints / 10_000.0, baseline.Note, baseline.RecordedBy, baseline.RecordedAt);
}
