namespace AgentConsole.Domain.Tools.Executions;

/// <summary>How far the console is with running a released proposal.</summary>
public enum ExecutionStatus
{
    /// <summary>Released, and not begun.</summary>
    Waiting,
    /// <summary>Begun by one node, whose word on it is awaited until its lease runs out.</summary>
    Running,
    Succeeded,
    Failed,
    /// <summary>It may have happened or not: nobody runs it again before a person has said.</summary>
    Unknown,
    /// <summary>It was revoked before it began.</summary>
    Cancelled,
}
