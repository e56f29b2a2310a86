namespace AgentConsole.Domain.Alerts;

/// <summary>How a kind tells harm from chance.</summary>
public enum AlertStatistic
{
    /// <summary>A count against the counts of earlier windows.</summary>
    Count,
    /// <summary>A share against the share before.</summary>
    Share,
    /// <summary>The cost of a run against those of runs before.</summary>
    Cost,
    /// <summary>The test of outcomes that Insights shows.</summary>
    Drift,
    /// <summary>A figure against a line that somebody drew.</summary>
    Level,
}
