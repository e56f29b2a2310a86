namespace AgentConsole.Domain.Insights;

/// <summary>What a test for drift says so far.</summary>
public enum DriftState
{
    /// <summary>The baseline holds too few ended runs, or the test has not looked yet.</summary>
    TooFew,
    /// <summary>Nothing that chance does not explain; the test goes on.</summary>
    Steady,
    /// <summary>Success has fallen, beyond what chance explains.</summary>
    Fallen,
    /// <summary>As many runs as were planned went by without an alarm; what comes next needs a new baseline.</summary>
    Finished,
}
