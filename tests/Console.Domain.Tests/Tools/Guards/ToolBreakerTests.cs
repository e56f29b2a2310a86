using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Tools.Guards;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Tools.Guards;

public sealed class ToolBreakerTests
{
    private static readonly DateTimeOffset Start = new(2026, 4, 10, 3, 14, 22, TimeSpan.Zero);
    private static readonly BreakerRule Rule = new(5_000, 4, 60, 30);
    private const int TimeoutSeconds = 10;

    private static readonly Gen<(Step Step, int Number)[]> Courses = Gen.Zip(Gen.Elements(Enum.GetValues<Step>()), Gen.Choose(0, 20)).ArrayOf();

    private enum Step
    {
        Pause,
        Enter,
        Succeed,
        Fail,
    }

    [Fact]
    public void Whatever_happens_nothing_gets_through_while_it_is_open_and_only_a_few_while_it_is_half_open() =>
        Prop.ForAll(Courses.ToArbitrary(), course =>
        {
            var (breaker, now) = (ToolBreaker.New, Start);
            var underWay = new List<DateTimeOffset>();
            foreach (var (step, number) in course)
            {
                var before = breaker.StateAt(now);
                switch (step)
                {
                    case Step.Pause:
                        now = now.AddSeconds(number);
                        break;
                    case Step.Enter:
                        var wait = breaker.WaitFor(Rule, now);
                        if (before == BreakerState.Closed && wait is not null) return false;
                        if (before == BreakerState.Open && (wait is null || wait <= TimeSpan.Zero || wait > TimeSpan.FromSeconds(Rule.OpenSeconds))) return false;
                        if (wait is not null) break;
                        breaker = breaker.Enter(Rule, TimeoutSeconds, now);
                        if (before == BreakerState.HalfOpen && breaker.Probes > GuardLimits.ProbesMax) return false;
                        underWay.Add(now);
                        break;
                    default:
                        if (underWay.Count == 0) break;
                        var begunAt = underWay[number % underWay.Count];
                        underWay.RemoveAt(number % underWay.Count);
                        var openUntil = breaker.OpenUntil;
                        breaker = breaker.Heard(Rule, step == Step.Fail, begunAt, now);
                        var after = breaker.StateAt(now);
                        // Open moves by time alone; half open by the word of a call that began since.
                        if (before == BreakerState.Open && after != BreakerState.Open) return false;
                        if (before == BreakerState.HalfOpen && begunAt < openUntil && after != BreakerState.HalfOpen) return false;
                        if (before == BreakerState.HalfOpen && begunAt >= openUntil && after != (step == Step.Fail ? BreakerState.Open : BreakerState.Closed)) return false;
                        if (before == BreakerState.Closed && step == Step.Succeed && after != BreakerState.Closed) return false;
                        break;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_never_opens_on_fewer_calls_than_the_rule_needs_nor_on_a_smaller_share() =>
        Prop.ForAll(Gen.ListOf(Gen.Elements(true, false)).ToArbitrary(), ends =>
        {
            var breaker = ToolBreaker.New;
            var (calls, failures) = (0, 0);
            foreach (var isFailure in ends)
            {
                breaker = breaker.Heard(Rule, isFailure, Start, Start);
                (calls, failures) = (calls + 1, failures + (isFailure ? 1 : 0));
                var shouldOpen = isFailure && calls >= Rule.Minimum && failures * 10_000 >= Rule.FailuresBasisPoints * calls;
                if ((breaker.StateAt(Start) == BreakerState.Open) != shouldOpen) return false;
                if (shouldOpen) return true;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_probe_that_was_lost_makes_room_for_another()
    {
        var breaker = Opened();
        var later = Start.AddSeconds(Rule.OpenSeconds);
        for (var probe = 0; probe < GuardLimits.ProbesMax; probe++)
        {
            Assert.Null(breaker.WaitFor(Rule, later));
            breaker = breaker.Enter(Rule, TimeoutSeconds, later);
        }

        Assert.Equal(TimeSpan.FromSeconds(Rule.OpenSeconds), breaker.WaitFor(Rule, later));
        Assert.Null(breaker.WaitFor(Rule, later.AddSeconds(Rule.OpenSeconds)));
    }

    [Fact]
    public void A_probe_is_not_taken_for_lost_while_it_may_still_answer()
    {
        var later = Start.AddSeconds(Rule.OpenSeconds);
        var breaker = Opened();
        for (var probe = 0; probe < GuardLimits.ProbesMax; probe++) breaker = breaker.Enter(Rule, 600, later);

        Assert.NotNull(breaker.WaitFor(Rule, later.AddSeconds(599)));
        Assert.Null(breaker.WaitFor(Rule, later.AddSeconds(600)));
    }

    [Fact]
    public void What_failed_longer_ago_than_the_window_counts_no_more()
    {
        var breaker = ToolBreaker.New;
        for (var second = 0; second < 300; second += 30) breaker = breaker.Heard(Rule, isFailure: true, Start, Start.AddSeconds(second));

        Assert.Equal(BreakerState.Closed, breaker.StateAt(Start.AddSeconds(300)));
    }

    [Fact]
    public void One_that_a_person_holds_open_is_closed_by_no_time_and_by_no_word()
    {
        var held = ToolBreaker.New.Hold(Start);
        var later = Start.AddDays(1);

        Assert.Equal(BreakerState.Open, held.Heard(Rule, isFailure: false, later, later).StateAt(later));
        Assert.Equal(TimeSpan.FromSeconds(GuardLimits.HeldSeconds), held.WaitFor(Rule, later));
        Assert.Equal(BreakerState.Closed, held.Closed(later).StateAt(later));
    }

    [Fact]
    public void What_is_kept_is_what_it_was() => Prop.ForAll(Courses.ToArbitrary(), course =>
    {
        var (breaker, now) = (ToolBreaker.New, Start);
        foreach (var (step, number) in course)
        {
            now = now.AddSeconds(number);
            breaker = step == Step.Enter ? breaker.Enter(Rule, TimeoutSeconds, now) : breaker.Heard(Rule, step == Step.Fail, now, now);
            var guard = new ToolGuard { Tool = "t", Environment = "e" };
            guard.Keep(breaker);
            if (guard.Breaker with { Window = breaker.Window } != breaker || guard.Breaker.Window.ToString() != breaker.Window.ToString()) return false;
        }

        return true;
    }).QuickCheckThrowOnFailure();

    private static ToolBreaker Opened()
    {
        var breaker = ToolBreaker.New;
        for (var call = 0; call < Rule.Minimum; call++) breaker = breaker.Heard(Rule, isFailure: true, Start, Start);
        Assert.Equal(BreakerState.Open, breaker.StateAt(Start));
        return breaker;
    }
}
