namespace AgentConsole.Domain;

/// <summary>The time as the product keeps it: UTC, cut to microseconds, so that what is hashed is what is read back.</summary>
public static class InstantClock
{
    public static DateTimeOffset Instant(this TimeProvider clock) => clock.GetUtcNow().ToInstant();

    public static DateTimeOffset ToInstant(this DateTimeOffset time)
    {
        var utc = time.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
