using AgentConsole.Domain.Spend;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Spend;

public sealed class BudgetUseTests
{
    private const long Cap = 1_000;

    private static readonly DateTimeOffset Now = new(2026, 4, 1, 12, 0, 0, TimeSpan.Zero);

    // What is done (take aside, give back, settle), how much, and how much it cost in thousandths of what was taken aside.
    private static readonly Arbitrary<(int Verb, int Nanos, int CostPermille)[]> Courses =
        Gen.Zip(Gen.Choose(0, 2), Gen.Zip(Gen.Choose(0, 600), Gen.Choose(0, 1_000))).Select(one => (one.Item1, one.Item2.Item1, one.Item2.Item2)).ArrayOf().ToArbitrary();

    [Fact]
    public void No_course_of_acts_leads_above_the_cap() => Prop.ForAll(Courses, course =>
    {
        var (use, held, settled) = (NewUse(), new Queue<long>(), 0L);
        foreach (var (verb, nanos, permille) in course)
        {
            if (verb == 0 && use.Fits(nanos, Cap))
            {
                use.Reserve(nanos, Cap, Now);
                held.Enqueue(nanos);
            }
            else if (verb == 1 && held.TryDequeue(out var back))
            {
                use.Release(back, Now);
            }
            else if (verb == 2 && held.TryDequeue(out var done))
            {
                use.Settle(done, done * permille / 1_000, Now);
                settled += done * permille / 1_000;
            }

            if (use.UsedNanos > Cap || use.ReservedNanos != held.Sum() || use.SettledNanos != settled) return false;
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_cost_above_what_was_taken_aside_counts_in_full_and_leaves_no_room()
    {
        var use = NewUse();
        use.Reserve(900, Cap, Now);
        use.Settle(900, 1_200, Now);

        Assert.Equal((0L, 1_200L), (use.ReservedNanos, use.SettledNanos));
        Assert.False(use.Fits(1, Cap));
        Assert.False(use.Fits(0, Cap));
    }

    [Fact]
    public void Of_settlements_and_traces_the_higher_one_counts()
    {
        var use = NewUse();
        use.Reserve(400, Cap, Now);
        use.Settle(400, 300, Now);

        Assert.Equal((true, 300L), (use.Trace(200, Now), use.UsedNanos));
        Assert.Equal((true, 700L), (use.Trace(700, Now), use.UsedNanos));
        Assert.Equal((false, false), (use.Trace(700, Now), use.Trace(10, Now)));
        Assert.Equal((true, false), (use.Fits(300, Cap), use.Fits(301, Cap)));
        use.Reserve(300, Cap, Now);
        use.Settle(300, 450, Now);
        Assert.Equal((750L, 750L), (use.SpentNanos, use.UsedNanos));
    }

    [Theory]
    [InlineData(Cap, true)]
    [InlineData(Cap + 1, false)]
    [InlineData(long.MaxValue, false)]
    [InlineData(-1, false)]
    public void The_last_of_a_cap_fits_and_not_one_billionth_more(long nanos, bool fits) => Assert.Equal(fits, NewUse().Fits(nanos, Cap));

    [Fact]
    public void What_is_not_capped_still_does_not_overflow()
    {
        var use = NewUse();
        for (var at = 0; at < 3_000; at++)
            if (use.Fits(SpendLimits.AmountNanosMax, null))
            {
                use.Reserve(SpendLimits.AmountNanosMax, null, Now);
                use.Settle(SpendLimits.AmountNanosMax, long.MaxValue, Now);
            }

        Assert.Equal(SpendLimits.UseNanosMax, use.SettledNanos);
        Assert.False(use.Fits(1, null));
    }

    [Fact]
    public void Reserving_what_does_not_fit_and_giving_back_what_is_not_held_are_faults()
    {
        Assert.Throws<InvalidOperationException>(() => NewUse().Reserve(Cap + 1, Cap, Now));
        Assert.Throws<InvalidOperationException>(() => NewUse().Release(1, Now));
    }

    [Fact]
    public void Each_step_is_told_once_and_anew_for_another_cap()
    {
        var use = NewUse();
        Assert.Equal([null, 50, null, 80, 95, 100, null], new[] { 499, 1, 299, 1, 150, 50, 0 }.Select(nanos =>
        {
            use.Reserve(nanos, Cap, Now);
            return use.TakeStep(Cap, isRefused: false);
        }));
        use.Release(900, Now);
        Assert.Null(use.TakeStep(Cap, isRefused: false));
        Assert.Equal(50, use.TakeStep(200, isRefused: false));
        Assert.Null(use.TakeStep(null, isRefused: true));
    }

    [Fact]
    public void A_refusal_is_told_once_though_the_cap_is_not_reached()
    {
        var use = NewUse();
        use.Reserve(960, Cap, Now);

        Assert.Equal([100, null], new[] { use.TakeStep(Cap, isRefused: true), use.TakeStep(Cap, isRefused: true) });
    }

    [Theory]
    [InlineData(0, 0, "exhausted")]
    [InlineData(0, 100, "ok")]
    [InlineData(49, 100, "ok")]
    [InlineData(50, 100, "50")]
    [InlineData(799, 1000, "50")]
    [InlineData(80, 100, "80")]
    [InlineData(95, 100, "95")]
    [InlineData(100, 100, "exhausted")]
    [InlineData(long.MaxValue, long.MaxValue, "exhausted")]
    [InlineData(long.MaxValue / 2, long.MaxValue, "ok")]
    public void The_state_is_the_step_that_was_reached(long used, long cap, string state) =>
        Assert.Equal(state, BudgetSteps.NameOf(BudgetSteps.StateOf(used, cap)));

    [Fact]
    public void What_has_no_cap_is_never_used_up() => Assert.Equal(BudgetState.Ok, BudgetSteps.StateOf(long.MaxValue, null));

    [Fact]
    public void Raises_add_up_to_what_a_counter_holds()
    {
        Assert.Null(RaisedCap.Of(null, [Raise(5)]));
        Assert.Equal(Cap + 12, RaisedCap.Of(Cap, [Raise(5), Raise(7)]));
        Assert.Equal(SpendLimits.UseNanosMax, RaisedCap.Of(long.MaxValue, [Raise(long.MaxValue - SpendLimits.UseNanosMax)]));
    }

    private static BudgetUse NewUse() => new() { Budget = "agent:a", Environment = "", Scope = "day:2026-04-01" };

    private static BudgetRaise Raise(long nanos) => new()
    {
        Id = RaiseId.New(Now),
        Budget = "agent:a",
        Period = CapPeriod.Day,
        AmountNanos = nanos,
        Reason = "end of month",
        RaisedById = new(Guid.Empty),
        RaisedByName = "Dora",
        RaisedAt = Now,
        Until = Now.AddHours(1),
    };
}
