namespace AgentConsole.Domain.Tools.Guards;

/// <summary>One call of one agent that keeps ending badly: how often within a while, and since when it is refused before it costs anything.</summary>
public sealed class RepeatedCall
{
    public required string Agent { get; init; }
    public required string Environment { get; init; }
    public required string Tool { get; init; }
    public required string Digest { get; init; }
    /// <summary>Bad ends since <see cref="Since"/>.</summary>
    public int Ends { get; set; }
    public required DateTimeOffset Since { get; set; }
    public required DateTimeOffset LastAt { get; set; }
    /// <summary>How often it was told to wait; each time for twice as long.</summary>
    public int Waits { get; set; }
    /// <summary>Until then it is refused; null where it is no storm.</summary>
    public DateTimeOffset? RefusedUntil { get; set; }
    public int Version { get; set; } = 1;

    public static RepeatedCall Begin(string agent, string environment, string tool, string digest, DateTimeOffset now) => new()
    {
        Agent = agent,
        Environment = environment,
        Tool = tool,
        Digest = digest,
        Since = now,
        LastAt = now,
    };

    public bool IsStorm => RefusedUntil is not null;

    /// <summary>It ended badly once more; true where it became a storm just now.</summary>
    public bool CountEnd(DateTimeOffset now)
    {
        Version++;
        if (IsForgotten(now)) (Ends, Since, Waits, RefusedUntil) = (0, now, 0, null);
        // Slow repetition is none: the count begins anew when the window is over.
        else if (!IsStorm && now - Since > TimeSpan.FromSeconds(GuardLimits.StormWindowSeconds)) (Ends, Since) = (0, now);
        (Ends, LastAt) = (Ends + 1, now);
        if (Ends < GuardLimits.StormCallsMin) return false;
        var isNew = !IsStorm;
        Refuse(now);
        return isNew;
    }

    /// <summary>Null where it may be tried; otherwise how long it has to wait, twice as long each time it did not.</summary>
    public TimeSpan? Ask(DateTimeOffset now)
    {
        if (RefusedUntil is not { } until || until <= now || IsForgotten(now)) return null;
        Version++;
        Refuse(now);
        return RefusedUntil - now;
    }

    public bool IsForgotten(DateTimeOffset now) => now - LastAt > TimeSpan.FromSeconds(GuardLimits.StormKeptSeconds);

    private void Refuse(DateTimeOffset now)
    {
        var seconds = Math.Min(GuardLimits.StormWaitSecondsMax, GuardLimits.StormWaitSecondsFirst * (1L << Math.Min(Waits, 20)));
        (Waits, LastAt, RefusedUntil) = (Waits + 1, now, now.AddSeconds(seconds));
    }
}
