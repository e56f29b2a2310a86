namespace AgentConsole.Infrastructure.Jobs;

/// <summary>The bounds of the Jobs folder.</summary>
public static class JobLimits
{
    public const int NameLengthMax = 80;
    public const int NodeLengthMax = 120;
    public const int SummaryLengthMax = 400;
    public const int FaultLengthMax = 400;
    /// <summary>Seconds between two looks at whether the store of the scheduler says what our rows say.</summary>
    public const int AlignSeconds = 60;
    /// <summary>Runs that did nothing are written down together, at most so often.</summary>
    public const int FoldSeconds = 60;
    /// <summary>One row stands for such runs of so long a time at most.</summary>
    public const int FoldedSecondsMax = 3_600;
    public const int RunDays = 30;
    public const int TrimSeconds = 3_600;
    public const int TrimRowsMax = 2_000;
    public const int TrimPiecesMax = 20;
    /// <summary>Jobs that run at once on one node.</summary>
    public const int AtOnceMax = 10;
    /// <summary>Seconds after which a round that could not run is missed.</summary>
    public const int MisfireSeconds = 60;
    /// <summary>Triggers that one look at the scheduler reads.</summary>
    public const int TriggersMax = 2_000;
}
