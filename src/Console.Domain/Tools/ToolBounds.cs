using AgentConsole.Domain.Tools.Guards;

namespace AgentConsole.Domain.Tools;

/// <summary>How long one use of a tool may take, how many there may be, and when it is left alone.</summary>
public sealed record ToolBounds(int TimeoutSeconds, int? PerMinute)
{
    public static ToolBounds Default { get; } = new(ToolLimits.TimeoutSecondsDefault, null);

    /// <summary>How many calls may be under way at once; null: as many as come.</summary>
    public int? Concurrency { get; init; }

    public BreakerRule Breaker { get; init; } = BreakerRule.Default;
}
