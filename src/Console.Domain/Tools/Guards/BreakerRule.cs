namespace AgentConsole.Domain.Tools.Guards;

/// <summary>When a tool's breaker opens, and for how long.</summary>
/// <param name="FailuresBasisPoints">The share of failed calls that opens it.</param>
/// <param name="Minimum">Of fewer calls within the window nothing is concluded.</param>
public sealed record BreakerRule(int FailuresBasisPoints, int Minimum, int WindowSeconds, int OpenSeconds)
{
    public static BreakerRule Default { get; } = new(
        GuardLimits.FailuresBasisPointsDefault, GuardLimits.MinimumDefault, GuardLimits.WindowSecondsDefault, GuardLimits.OpenSecondsDefault);

    internal int PartSeconds => Math.Max(1, WindowSeconds / GuardLimits.WindowParts);
}
