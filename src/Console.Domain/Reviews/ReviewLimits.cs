namespace AgentConsole.Domain.Reviews;

/// <summary>The bounds of the Reviews room.</summary>
public static class ReviewLimits
{
    public const int BatchMax = 5;
    public const int NoteLengthMax = 2_000;
    public const int ClaimSeconds = 180;
    public const int ApprovalsMax = 3;
}
