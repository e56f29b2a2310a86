namespace AgentConsole.Domain.Tools.Guards;

/// <summary>The bounds of what stands in front of a tool.</summary>
public static class GuardLimits
{
    public const int MinuteSeconds = 60;
    /// <summary>One for every second of the rate limit's minute, and one that has just begun.</summary>
    public const int BucketsMax = 61;
    /// <summary>A breaker's window is counted in so many parts.</summary>
    public const int WindowParts = 10;
    public const int WindowLengthMax = 2_000;
    public const int ConcurrencyMax = 10_000;
    public const int FailuresBasisPointsDefault = 5_000;
    public const int MinimumDefault = 20;
    public const int MinimumMax = 100_000;
    public const int WindowSecondsDefault = 60;
    public const int WindowSecondsMin = 5;
    public const int WindowSecondsMax = 3_600;
    public const int OpenSecondsDefault = 30;
    public const int OpenSecondsMax = 3_600;
    /// <summary>Calls that are let through at once while a breaker is half open.</summary>
    public const int ProbesMax = 2;
    public const int CodeLengthMax = 60;
    public const int ReasonLengthMax = 1_000;
    /// <summary>How soon an agent is told to come back to a tool that is busy.</summary>
    public const int BusySeconds = 2;
    /// <summary>How soon it is told to come back to one that a person holds shut.</summary>
    public const int HeldSeconds = 60;

    /// <summary>So many bad ends of one call within <see cref="StormWindowSeconds"/> are a storm.</summary>
    public const int StormCallsMin = 10;
    public const int StormWindowSeconds = 120;
    public const int StormWaitSecondsFirst = 10;
    public const int StormWaitSecondsMax = 900;
    /// <summary>Calls that nobody repeated for so long are forgotten.</summary>
    public const int StormKeptSeconds = 3_600;
    public const int StormForgetBatchMax = 500;
    public const int StormForgetBatchesMax = 20;
    public const int StormForgetMinutes = 15;
}
