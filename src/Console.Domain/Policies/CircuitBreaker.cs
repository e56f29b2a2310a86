namespace AgentConsole.Domain.Policies;

/// <summary>
/// Spares callers the wait for what does not answer: after so many failures in a row nobody calls for a while, then one call tries for all.
/// A value: whoever holds it keeps what it returns. Times are readings of one clock that never runs backwards.
/// </summary>
public sealed record CircuitBreaker
{
    private readonly int _failuresMax;
    private readonly TimeSpan _openFor;

    /// <param name="failuresMax">So many in a row open it.</param>
    /// <param name="openFor">How long nobody calls then.</param>
    public CircuitBreaker(int failuresMax, TimeSpan openFor) => (_failuresMax, _openFor) = (failuresMax, openFor);

    /// <summary>In a row, while it is closed.</summary>
    public int Failures { get; private init; }

    private TimeSpan? OpenedAt { get; init; }

    private bool IsTrying { get; init; }

    public BreakerState StateAt(TimeSpan now) => OpenedAt is not { } opened ? BreakerState.Closed
        : now - opened < _openFor ? BreakerState.Open
        : BreakerState.HalfOpen;

    /// <summary>The leave to call; null where nobody may. Whoever got it tells how the call ended, whatever happened.</summary>
    public BreakerPass? Enter(TimeSpan now) => StateAt(now) switch
    {
        BreakerState.Closed => new(this, IsTrial: false),
        BreakerState.HalfOpen when !IsTrying => new(this with { IsTrying = true }, IsTrial: true),
        BreakerState.HalfOpen or BreakerState.Open => null,
    };

    public CircuitBreaker Succeeded(bool isTrial) => IsHeard(isTrial) ? this with { Failures = 0, OpenedAt = null, IsTrying = false } : this;

    public CircuitBreaker Failed(bool isTrial, TimeSpan now)
    {
        if (!IsHeard(isTrial)) return this;
        return isTrial || Failures + 1 >= _failuresMax
            ? this with { Failures = 0, OpenedAt = now, IsTrying = false }
            : this with { Failures = Failures + 1 };
    }

    /// <summary>The call was broken off before it told anything: another may try.</summary>
    public CircuitBreaker BrokenOff(bool isTrial) => isTrial ? this with { IsTrying = false } : this;

    // INVARIANT: while it is open only the trial's word counts; what began before it opened tells nothing new.
    private bool IsHeard(bool isTrial) => isTrial || OpenedAt is null;
}
