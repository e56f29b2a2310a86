using AgentConsole.Domain.Policies;

namespace AgentConsole.Domain.Tools.Guards;

/// <summary>
/// Keeps calls from a tool that fails: closed it counts, open it lets nothing through for a while, half open it lets a few through to find
/// out. A value, so that all nodes can keep one of it in the database; what a call's end tells depends on when the call began.
/// </summary>
public sealed record ToolBreaker
{
    public static ToolBreaker New { get; } = new();

    /// <summary>What ended within the rule's window, while it is closed.</summary>
    public CallWindow Window { get; init; } = CallWindow.Empty;

    /// <summary>When it left the state before; null where it was never anything but closed.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Until when nothing gets through; null while it is closed.</summary>
    public DateTimeOffset? OpenUntil { get; init; }

    /// <summary>A person holds it open: time alone does not end that.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Calls that were let through to find out, and have not ended.</summary>
    public int Probes { get; init; }

    /// <summary>When those that have not ended are taken for lost, and others may try.</summary>
    public DateTimeOffset? ProbesUntil { get; init; }

    public BreakerState StateAt(DateTimeOffset now) => IsHeld ? BreakerState.Open
        : OpenUntil is not { } until ? BreakerState.Closed
        : now < until ? BreakerState.Open
        : BreakerState.HalfOpen;

    /// <summary>Null where a call may begin; otherwise how long until it is worth asking again.</summary>
    public TimeSpan? WaitFor(BreakerRule rule, DateTimeOffset now) => StateAt(now) switch
    {
        BreakerState.Closed => null,
        BreakerState.Open when IsHeld => TimeSpan.FromSeconds(GuardLimits.HeldSeconds),
        BreakerState.Open => OpenUntil - now,
        BreakerState.HalfOpen when ProbesAt(now) < GuardLimits.ProbesMax => null,
        // The probes' word is awaited; it comes at the latest when they are taken for lost.
        BreakerState.HalfOpen => Min(ProbesUntil!.Value - now, TimeSpan.FromSeconds(rule.OpenSeconds)),
    };

    /// <summary>A call begins that <see cref="WaitFor"/> let through.</summary>
    /// <param name="timeoutSeconds">How long it may take: before that it is not taken for lost.</param>
    public ToolBreaker Enter(BreakerRule rule, int timeoutSeconds, DateTimeOffset now) => StateAt(now) == BreakerState.HalfOpen
        ? this with { Probes = ProbesAt(now) + 1, ProbesUntil = now.AddSeconds(Math.Max(rule.OpenSeconds, timeoutSeconds)) }
        : this;

    /// <summary>Whether a call that entered then is one of those whose word is awaited.</summary>
    public bool Awaits(DateTimeOffset enteredAt, DateTimeOffset now) => StateAt(now) == BreakerState.HalfOpen && enteredAt >= OpenUntil && ProbesAt(now) > 0;

    /// <summary>A call ended that began then.</summary>
    public ToolBreaker Heard(BreakerRule rule, bool isFailure, DateTimeOffset begunAt, DateTimeOffset now)
    {
        switch (StateAt(now))
        {
            case BreakerState.Closed:
                var window = Window.Within(rule.WindowSeconds, now).Add(rule.PartSeconds, isFailure, now);
                return isFailure && window.Calls >= rule.Minimum && window.Failures * 10_000L >= (long)rule.FailuresBasisPoints * window.Calls
                    ? Opened(rule, now)
                    : this with { Window = window };
            // INVARIANT: what began before the time was up tells nothing of how the tool is now.
            case BreakerState.HalfOpen when begunAt >= OpenUntil:
                return isFailure ? Opened(rule, now) : Closed(now);
            default:
                return this;
        }
    }

    /// <summary>A person opens it, until a person closes it.</summary>
    public ToolBreaker Hold(DateTimeOffset now) => new() { IsHeld = true, Since = now, OpenUntil = now };

    /// <summary>A person closes it: what was counted before counts no more.</summary>
    public ToolBreaker Closed(DateTimeOffset now) => new() { Since = now };

    private static ToolBreaker Opened(BreakerRule rule, DateTimeOffset now) => new() { Since = now, OpenUntil = now.AddSeconds(rule.OpenSeconds) };

    private int ProbesAt(DateTimeOffset now) => ProbesUntil <= now ? 0 : Probes;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
