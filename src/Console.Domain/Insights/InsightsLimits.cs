namespace AgentConsole.Domain.Insights;

/// <summary>The bounds of the Insights room.</summary>
public static class InsightsLimits
{
    /// <summary>Rows of one answer; what is more is left out, and the answer says so.</summary>
    public const int RowsMax = 5_000;
    /// <summary>The longest range that one look may have, in days.</summary>
    public const int RangeDaysMax = 800;
    /// <summary>By how many things one look may be split.</summary>
    public const int DimensionsMax = 4;
    public const int NameLengthMax = 200;
    /// <summary>Series that a chart draws by name; the rest is one more.</summary>
    public const int SeriesShownMax = 6;
    /// <summary>Groups whose outcomes are tested for drift in one look.</summary>
    public const int DriftGroupsMax = 50;
    /// <summary>The most runs that one test is planned for.</summary>
    public const int DriftRunsMax = 400;
    /// <summary>The fewest ended runs of a baseline against which anything is tested.</summary>
    public const int DriftBaselineRunsMin = 20;
    /// <summary>Runs after which a test looks for the first time.</summary>
    public const int DriftFirstLook = 10;
    /// <summary>Runs for which a test against a stated share is planned: there is no baseline that says how many.</summary>
    public const int DriftPlannedRuns = 120;
    /// <summary>Ended runs, the latest first, from which time and cost of a workflow are taken.</summary>
    public const int RunsReadMax = 5_000;
    /// <summary>Workflows that have a baseline.</summary>
    public const int BaselinesMax = 500;
    public const int NoteLengthMax = 200;
    /// <summary>Bytes of a baseline's document.</summary>
    public const int BaselineBytesMax = 8 * 1024;
    /// <summary>Full days whose mean the forecast goes on with.</summary>
    public const int ForecastDays = 7;
    /// <summary>How far before those days something must have been counted for a day without figures to be one of no spend.</summary>
    public const int ForecastKnownDays = 28;
}
