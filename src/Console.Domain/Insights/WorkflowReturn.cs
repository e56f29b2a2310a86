namespace AgentConsole.Domain.Insights;

/// <summary>What a workflow comes to with agents, beside what it came to without. What is unknown is null and never nought.</summary>
/// <param name="Runs">Ended runs in the range.</param>
/// <param name="PerDay">Of them on one day.</param>
/// <param name="Read">The latest of them, from which time, cost and shares are taken.</param>
/// <param name="ResolutionMs">The median from beginning to end.</param>
/// <param name="CostUsd">The mean of what agents and tools cost for one run; without what has no price.</param>
/// <param name="UnpricedRuns">Runs, of those read, in which something has no price.</param>
/// <param name="PersonShare">Of runs in which a person was waited for.</param>
/// <param name="FailedShare">Of runs that failed.</param>
public sealed record WorkflowReturn(
    string Workflow, long Runs, double PerDay, int Read, double? ResolutionMs, decimal? CostUsd, int UnpricedRuns, double? PersonShare, double? FailedShare, WorkflowBaseline? Baseline)
{
    /// <summary>What is saved in the range: cases times the difference in cost; null where either cost is unknown.</summary>
    public decimal? SavedUsd => CostUsd is { } cost && UnpricedRuns == 0 && Baseline?.CostNanos is { } before ? Runs * (before / 1_000_000_000m - cost) : null;

    /// <summary>A figure against what it was: -0.25 says a quarter less. Null where one of them is unknown or was nought.</summary>
    public static double? Change(double? now, double? before) => now is { } figure && before is { } was && was > 0 ? figure / was - 1 : null;
}
