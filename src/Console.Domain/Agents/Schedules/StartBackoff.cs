namespace AgentConsole.Domain.Agents.Schedules;

/// <summary>When a start that was in vain is tried again: the schedule's wait, doubled with each attempt, up to a bound.</summary>
public static class StartBackoff
{
    /// <param name="attemptsMade">At least one.</param>
    /// <returns>Null where all were made.</returns>
    public static TimeSpan? After(int attemptsMade, int retries, int backoffSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attemptsMade, 1);
        if (attemptsMade > retries) return null;
        var doublings = Math.Min(attemptsMade - 1, 20);
        return TimeSpan.FromSeconds(Math.Min((long)backoffSeconds << doublings, ScheduleLimits.BackoffSecondsMax));
    }
}
