namespace AgentConsole.Infrastructure.Persistence;

/// <summary>The bounds of the Persistence folder.</summary>
public static class PersistenceLimits
{
    /// <summary>How often a lost race is run again before the caller hears "busy".</summary>
    public const int AttemptsMax = 6;
    /// <summary>How many operations may share one durable commit.</summary>
    public const int BatchMax = 64;
    /// <summary>How many operations may wait for the writer before new ones hear "busy".</summary>
    public const int WaitingMax = 4_096;
    public const int ContextPoolMax = 128;
    /// <summary>How many rows a list shows where nobody says, and at most.</summary>
    public const int PageDefault = 50;
    public const int PageMax = 200;
}
