namespace AgentConsole.Domain.Deliveries;

/// <summary>When a delivery is tried again, and after how many attempts no more.</summary>
public static class RetrySchedule
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24)
    ];

    /// <summary>A wait is lengthened by up to this share, so that what failed together does not return together.</summary>
    private const double JitterShareMax = 0.2;

    public static int AttemptsMax => Waits.Length;

    /// <summary>The instant of the next attempt, or null when all were made; the receiver may ask for later, never for sooner.</summary>
    /// <param name="attemptsMade">How many attempts have failed so far.</param>
    /// <param name="now">The instant at which the last of them ended.</param>
    /// <param name="jitter">From 0 up to, not including, 1.</param>
    /// <param name="retryAfter">What the receiver asked for, if it did.</param>
    public static DateTimeOffset? Next(int attemptsMade, DateTimeOffset now, double jitter, TimeSpan? retryAfter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(attemptsMade);
        if (jitter is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(jitter), jitter, "From 0 up to, not including, 1.");
        if (attemptsMade >= AttemptsMax) return null;

        var wait = Waits[attemptsMade] * (1 + (jitter * JitterShareMax));
        var asked = Math.Clamp((retryAfter ?? TimeSpan.Zero).TotalSeconds, 0, DeliveriesLimits.RetryAfterSecondsMax);
        return now + (wait.TotalSeconds >= asked ? wait : TimeSpan.FromSeconds(asked));
    }
}
