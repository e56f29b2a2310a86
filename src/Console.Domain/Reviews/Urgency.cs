namespace AgentConsole.Domain.Reviews;

/// <summary>How soon something should be looked at: its risk, and the more of its time is gone the more so. Compared, never shown.</summary>
public static class Urgency
{
    /// <summary>What risks nothing runs out of time too.</summary>
    private const int RiskFloor = 10;

    /// <summary>Parts in which the time that is gone is counted.</summary>
    private const int Whole = 1_000;

    /// <summary>Twice as much at the end of its time as at the beginning.</summary>
    /// <param name="score">The risk, 0 to 100.</param>
    public static int Of(int score, DateTimeOffset submittedAt, DateTimeOffset expiresAt, DateTimeOffset now) =>
        (RiskFloor + score) * (Whole + Gone(submittedAt, expiresAt, now));

    // The share of its time that is gone, whatever the clocks of those who wrote the times said.
    private static int Gone(DateTimeOffset submittedAt, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        if (now <= submittedAt) return 0;
        if (now >= expiresAt) return Whole;
        return (int)(Whole * ((now - submittedAt) / (expiresAt - submittedAt)));
    }
}
