using AgentConsole.Domain.Insights;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Telemetry.Store;

namespace AgentConsole.Web.Insights;

/// <summary>How runs ended, and whether that has become worse.</summary>
/// <param name="BaselineFrom">Where the runs begin against which drift is tested; absent where a share is stated.</param>
/// <param name="Method">The statistic, by its name.</param>
public sealed record OutcomesView(
    DateTimeOffset From, DateTimeOffset To, Grain Grain, IReadOnlyList<string> By, IReadOnlyList<OutcomesView.OutcomeRowView> Rows, bool IsCut,
    DateTimeOffset? BaselineFrom, DateTimeOffset? BaselineTo, double? StatedShare, string Method, double FalseAlarmsMax, IReadOnlyList<OutcomesView.DriftView> Drift)
    : InsightsView<OutcomesView.OutcomeRowView>(From, To, Grain, By, Rows, IsCut)
{
    /// <summary>One group.</summary>
    public sealed record OutcomeRowView(long Ended, long Succeeded, long Failed, double? SuccessShare) : InsightRowView;

    /// <summary>The test of one agent's outcomes.</summary>
    /// <param name="Runs">Ended runs that were looked at, of those <paramref name="PlannedRuns"/> for which the test is planned.</param>
    /// <param name="BaselineRuns">Absent where a share is stated.</param>
    /// <param name="Z">How many standard errors success lies below the baseline.</param>
    /// <param name="Line">What z must reach now for an alarm.</param>
    /// <param name="PValue">The chance of coming as close to the line at any look so far, with no change.</param>
    /// <param name="PValueOnce">The same for one look alone: smaller, and no ground for an alarm.</param>
    public sealed record DriftView(
        string Agent, string? Environment, string? Workflow, DriftState State, int Runs, int PlannedRuns, double SuccessShare, double BaselineShare, int? BaselineRuns,
        double Z, double? Line, double PValue, double PValueOnce, int? AlarmAfter);

    internal static OutcomeRowView RowOf(OutcomeRow row, IReadOnlyList<Dimension> by) =>
        InsightRowView.Named(new OutcomeRowView(row.Ended, row.Succeeded, row.Failed, row.Share), row.Key, by);

    internal static DriftView DriftOf(DriftRow row) => new(
        row.Agent, row.Environment, row.Workflow, row.Drift.State, row.Drift.Runs, row.Drift.PlannedRuns, row.Drift.Share, row.Drift.Baseline.Share,
        (row.Drift.Baseline as DriftBaseline.Runs)?.Count, Math.Round(Math.Min(row.Drift.Statistic, 1e6), 4), row.Drift.Line is { } line ? Math.Round(line, 4) : null,
        row.Drift.Chance, row.Drift.ChanceOnce, row.Drift.AlarmAfter);
}
