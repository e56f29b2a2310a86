using AgentConsole.Domain.Policies;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Policies;

public sealed class CircuitBreakerTests
{
    private const int FailuresMax = 3;
    private static readonly TimeSpan OpenFor = TimeSpan.FromSeconds(10);
    private static readonly CircuitBreaker New = new(FailuresMax, OpenFor);

    /// <summary>What may happen next, and to which of the calls under way.</summary>
    private static readonly Gen<(Step Step, int Number)[]> Courses =
        Gen.Zip(Gen.Elements(Enum.GetValues<Step>()), Gen.Choose(0, 12)).ArrayOf();

    private enum Step
    {
        Pause,
        Enter,
        Succeed,
        Fail,
        BreakOff,
    }

    [Fact]
    public void Whatever_happens_nobody_calls_while_it_is_open_and_one_alone_tries_afterwards() =>
        Prop.ForAll(Courses.ToArbitrary(), course =>
        {
            var (breaker, now) = (New, TimeSpan.Zero);
            var underWay = new List<bool>();
            foreach (var (step, number) in course)
            {
                var before = breaker.StateAt(now);
                switch (step)
                {
                    case Step.Pause:
                        now += TimeSpan.FromSeconds(number);
                        break;
                    case Step.Enter:
                        var pass = breaker.Enter(now);
                        var mayCall = before == BreakerState.Closed || (before == BreakerState.HalfOpen && !underWay.Contains(true));
                        if (pass is not null != mayCall || (pass is not null && pass.IsTrial != (before == BreakerState.HalfOpen))) return false;
                        if (pass is null) break;
                        breaker = pass.Breaker;
                        underWay.Add(pass.IsTrial);
                        break;
                    default:
                        if (underWay.Count == 0) break;
                        var isTrial = underWay[number % underWay.Count];
                        underWay.RemoveAt(number % underWay.Count);
                        breaker = step switch
                        {
                            Step.Succeed => breaker.Succeeded(isTrial),
                            Step.Fail => breaker.Failed(isTrial, now),
                            _ => breaker.BrokenOff(isTrial),
                        };
                        // Only the trial's word moves what is not closed.
                        if (before != BreakerState.Closed && !isTrial && breaker.StateAt(now) != before) return false;
                        if (isTrial && step == Step.Succeed && breaker.StateAt(now) != BreakerState.Closed) return false;
                        if (isTrial && step == Step.Fail && breaker.StateAt(now) != BreakerState.Open) return false;
                        break;
                }

                if (breaker.Failures is < 0 or >= FailuresMax) return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_opens_with_the_last_of_so_many_failures_in_a_row_and_with_none_before() =>
        Prop.ForAll(Gen.Elements(true, false).ArrayOf().ToArbitrary(), answers =>
        {
            var (breaker, inARow) = (New, 0);
            foreach (var isAnswer in answers)
            {
                breaker = isAnswer ? breaker.Succeeded(isTrial: false) : breaker.Failed(isTrial: false, TimeSpan.Zero);
                inARow = isAnswer ? 0 : inARow + 1;
                if (breaker.StateAt(TimeSpan.Zero) == BreakerState.Open) return inARow == FailuresMax;
                if (inARow >= FailuresMax) return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_is_open_for_its_time_to_the_instant()
    {
        var open = Opened();

        Assert.Null(open.Enter(OpenFor - TimeSpan.FromTicks(1)));
        Assert.True(open.Enter(OpenFor)!.IsTrial);
    }

    [Fact]
    public void A_trial_that_was_broken_off_leaves_the_try_to_the_next()
    {
        var trying = Opened().Enter(OpenFor)!.Breaker;
        Assert.Null(trying.Enter(OpenFor));

        Assert.True(trying.BrokenOff(isTrial: true).Enter(OpenFor)!.IsTrial);
    }

    [Fact]
    public void What_began_before_it_opened_neither_closes_it_nor_keeps_it_open_longer()
    {
        var open = Opened();

        Assert.Equal(open, open.Succeeded(isTrial: false));
        Assert.Equal(open, open.Failed(isTrial: false, TimeSpan.FromSeconds(9)));
    }

    private static CircuitBreaker Opened() =>
        Enumerable.Range(0, FailuresMax).Aggregate(New, (breaker, _) => breaker.Failed(isTrial: false, TimeSpan.Zero));
}
