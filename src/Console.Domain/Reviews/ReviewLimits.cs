namespace AgentConsole.Domain.Reviews;

/// <summary>The bounds of the Reviews room.</summary>
public static class ReviewLimits
{
    public const int BatchMax = 5;
    public const int NoteLengthMax = 2_000;
    public const int ClaimSeconds = 180;
    /// <summary>From this score on a proposal is never decided together with others, and its edit needs a second person.</summary>
    public const int HighRiskMin = 60;
    public const int DelegationDaysMax = 60;
    public const int PlantEveryMax = 10_000;
    public const int PlantSeconds = 60;
    /// <summary>Between two looks for holds whose time has passed, and for people to be reminded.</summary>
    public const int SettleSeconds = 1;
    public const int NudgeSeconds = 5;
    public const int QualityDays = 30;
    public const int RefusedAgainSecondsMax = 24 * 3600;
    /// <summary>Why somebody's reading was taken over.</summary>
    public const int TakeOverReasonLengthMax = 300;
    public const int ApprovalsMax = 3;
    /// <summary>Arguments that a card lists of each kind, marked and unmarked; the raw arguments hold all.</summary>
    public const int ArgumentsShownMax = 200;
    /// <summary>Longer arguments are not edited on a page: sent back with a note they come again, whole.</summary>
    public const int EditedLengthMax = 64 * 1024;
}
