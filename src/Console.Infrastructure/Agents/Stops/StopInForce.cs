namespace AgentConsole.Infrastructure.Agents.Stops;

/// <summary>A stop in force, and the calls of which nobody has said since that they ended.</summary>
public sealed record StopInForce(StopRow Stop, IReadOnlyList<RunningCall> Unconfirmed)
{
    /// <summary>There may be more than are listed.</summary>
    public bool IsCut { get; init; }
}
