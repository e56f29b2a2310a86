namespace AgentConsole.Domain.Tools;

/// <summary>How long one use of a tool may take, and how many there may be.</summary>
public sealed record ToolBounds(int TimeoutSeconds, int? PerMinute)
{
    public static ToolBounds Default { get; } = new(ToolLimits.TimeoutSecondsDefault, null);
}
