using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Infrastructure.Tools.Guards;

/// <summary>How a tool stands in one environment at this moment: its breaker, and how far it is from its limits.</summary>
public sealed record GuardHealth(string Environment, BreakerState State, ToolBounds Limits)
{
    public DateTimeOffset? Since { get; init; }
    /// <summary>When one call may find out whether it is well again; null while it is closed, or held open by a person.</summary>
    public DateTimeOffset? NextProbeAt { get; init; }
    /// <summary>A person holds it open.</summary>
    public bool IsHeld { get; init; }
    /// <summary>Who moved it by hand last, and why.</summary>
    public string? SetBy { get; init; }
    public string? SetReason { get; init; }
    /// <summary>Calls that ended within the breaker's window, and how many of them failed.</summary>
    public int Ended { get; init; }
    public int Failed { get; init; }
    public DateTimeOffset? LastFailureAt { get; init; }
    public string? LastFailureCode { get; init; }
    public int UsesLastMinute { get; init; }
    public int UnderWay { get; init; }
}
