namespace AgentConsole.Domain.Agents.Schedules;

/// <summary>What came of one time that a schedule fired.</summary>
public enum ScheduledRunStatus
{
    /// <summary>It may start, and its endpoint has not taken it yet.</summary>
    Due,

    /// <summary>The endpoint took it.</summary>
    Started,

    /// <summary>The endpoint did not take it, however often it was asked.</summary>
    Failed,

    /// <summary>It was not let start, and nothing left the house.</summary>
    Held,
}
