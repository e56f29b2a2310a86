namespace AgentConsole.Domain.Spend;

/// <summary>What has been reserved and settled of one budget in one run or on one day.</summary>
public sealed class BudgetUse
{
    public required string Budget { get; init; }
    /// <summary>Empty where the counter is over all environments.</summary>
    public required string Environment { get; init; }
    /// <summary>A <see cref="BudgetScope"/> as text.</summary>
    public required string Scope { get; init; }
    public long ReservedNanos { get; private set; }
    public long SettledNanos { get; private set; }
    /// <summary>What the runs told that they cost, in their own figures or by prices; 0 where nothing was told.</summary>
    public long TracedNanos { get; private set; }
    /// <summary>The highest step of <see cref="BudgetSteps"/> that people were told of, and for which cap.</summary>
    public int ToldPercent { get; private set; }
    public long? ToldCapNanos { get; private set; }
    public DateTimeOffset TouchedAt { get; private set; }
    public int Version { get; private set; } = 1;

    /// <summary>Settlements and traces tell of the same money, and each may know of some that the other does not: the higher one counts.</summary>
    public long SpentNanos => Math.Max(SettledNanos, TracedNanos);

    public long UsedNanos => ReservedNanos + SpentNanos;

    /// <summary>Whether so much more fits below the cap; without one, below what a counter holds.</summary>
    public bool Fits(long nanos, long? cap) => nanos >= 0 && nanos <= (cap ?? SpendLimits.UseNanosMax) - UsedNanos;

    /// <summary>Takes so much aside. Who calls this has asked <see cref="Fits"/> in the same transaction.</summary>
    public void Reserve(long nanos, long? cap, DateTimeOffset now)
    {
        // INVARIANT: reserving never leads above the cap.
        if (!Fits(nanos, cap)) throw new InvalidOperationException($"{Budget} has no room for it in {Scope}.");
        ReservedNanos += nanos;
        Touch(now);
    }

    /// <summary>Gives back what was taken aside.</summary>
    public void Release(long nanos, DateTimeOffset now)
    {
        // INVARIANT: what is given back was taken aside before.
        if (nanos < 0 || nanos > ReservedNanos) throw new InvalidOperationException($"{Budget} holds no such reservation in {Scope}.");
        ReservedNanos -= nanos;
        Touch(now);
    }

    /// <summary>Counts what it really cost in place of what was taken aside, all of it, however much that is.</summary>
    public void Settle(long reserved, long cost, DateTimeOffset now)
    {
        Release(reserved, now);
        SettledNanos = Math.Min(SpendLimits.UseNanosMax, SettledNanos + Math.Clamp(cost, 0, SpendLimits.AmountNanosMax));
    }

    /// <summary>Brings the counter up to what traces tell by now; false where it says so already, or more: what is told makes no room again.</summary>
    public bool Trace(long nanos, DateTimeOffset now)
    {
        var told = Math.Min(nanos, SpendLimits.UseNanosMax);
        if (told <= TracedNanos) return false;
        TracedNanos = told;
        Touch(now);
        return true;
    }

    /// <summary>
    /// The step that people are to be told of now; null where there is none, or they were told before. For another cap
    /// everything is told anew.
    /// </summary>
    public int? TakeStep(long? cap, bool isRefused)
    {
        if (cap is not { } most) return null;
        var told = ToldCapNanos == most ? ToldPercent : 0;
        var reached = isRefused ? BudgetSteps.Full : BudgetSteps.Reached(UsedNanos, most);
        if (reached <= told) return null;
        (ToldPercent, ToldCapNanos) = (reached, most);
        Version++;
        return reached;
    }

    private void Touch(DateTimeOffset now)
    {
        TouchedAt = now;
        Version++;
    }
}
