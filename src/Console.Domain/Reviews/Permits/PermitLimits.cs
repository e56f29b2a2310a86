namespace AgentConsole.Domain.Reviews.Permits;

/// <summary>The bounds of what a person may allow for a while.</summary>
public static class PermitLimits
{
    public const int SecondsMin = 60;
    public const int SecondsMax = 8 * 3600;
    public const int UsesMax = 50;
    public const int ReasonLengthMax = 500;
    /// <summary>Arguments that one pattern names; a call with more is a call to look at.</summary>
    public const int ArgumentsMax = 50;
    public const int PatternLengthMax = 16_000;
    /// <summary>Permits in force at once for one agent, environment and tool.</summary>
    public const int InForceMax = 20;
    /// <summary>A call of this risk, or more, is looked at each time.</summary>
    public const int RiskMin = 60;
    public const int ListedMax = 200;
    public const int EndedLengthMax = 20;
}
