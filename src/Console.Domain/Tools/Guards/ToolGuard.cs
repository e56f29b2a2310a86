using AgentConsole.Domain.Policies;

namespace AgentConsole.Domain.Tools.Guards;

/// <summary>What is kept of one tool in one environment to hold calls to it within bounds: the same for all nodes, and after a restart.</summary>
public sealed class ToolGuard
{
    public required string Tool { get; init; }
    public required string Environment { get; init; }
    /// <summary>The uses within the last minute, as <see cref="CallWindow"/> writes them.</summary>
    public string Uses { get; set; } = "";
    /// <summary>The ends within the breaker's window, written alike.</summary>
    public string Ends { get; set; } = "";
    public DateTimeOffset? Since { get; set; }
    public DateTimeOffset? OpenUntil { get; set; }
    public bool IsHeld { get; set; }
    public int Probes { get; set; }
    public DateTimeOffset? ProbesUntil { get; set; }
    public DateTimeOffset? LastFailureAt { get; set; }
    public string? LastFailureCode { get; set; }
    /// <summary>Who opened or closed it by hand last, and why; null where time and failures alone moved it.</summary>
    public string? SetBy { get; set; }
    public string? SetReason { get; set; }
    public int Version { get; set; } = 1;

    public ToolBreaker Breaker => new()
    {
        Window = CallWindow.Parse(Ends),
        Since = Since,
        OpenUntil = OpenUntil,
        IsHeld = IsHeld,
        Probes = Probes,
        ProbesUntil = ProbesUntil,
    };

    public void Keep(ToolBreaker breaker)
    {
        (Ends, Since, OpenUntil) = (breaker.Window.ToString(), breaker.Since, breaker.OpenUntil);
        (IsHeld, Probes, ProbesUntil) = (breaker.IsHeld, breaker.Probes, breaker.ProbesUntil);
        Version++;
    }

    /// <summary>A call begins; half open it is one of those that find out whether the tool is well again.</summary>
    public void Enter(ToolBounds limits, DateTimeOffset now)
    {
        if (StateAt(now) == BreakerState.HalfOpen) Keep(Breaker.Enter(limits.Breaker, limits.TimeoutSeconds, now));
    }

    /// <summary>Counts one use and answers null, or counts nothing and answers how long until there is room.</summary>
    public TimeSpan? Take(int allowed, DateTimeOffset now)
    {
        var uses = CallWindow.Parse(Uses).Within(GuardLimits.MinuteSeconds, now);
        if (uses.WaitFor(allowed, GuardLimits.MinuteSeconds, now) is { } wait) return wait;
        Uses = uses.Add(1, isFailure: false, now).ToString();
        Version++;
        return null;
    }

    public int UsesAt(DateTimeOffset now) => CallWindow.Parse(Uses).Within(GuardLimits.MinuteSeconds, now).Calls;

    public BreakerState StateAt(DateTimeOffset now) => Breaker.StateAt(now);
}
