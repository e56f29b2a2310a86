using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Risk;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Reviews;

public sealed class UrgencyTests
{
    private static readonly DateTimeOffset Moment = new(2026, 4, 10, 3, 14, 22, TimeSpan.Zero);

    private static readonly Arbitrary<(int Score, int Submitted, int Lifetime, int Now)> Waiting =
        Gen.Zip(Gen.Zip(Gen.Choose(0, RiskModel.ScoreMax), Gen.Choose(-100_000, 100_000)), Gen.Zip(Gen.Choose(0, 100_000), Gen.Choose(-200_000, 200_000)))
            .Select(each => (each.Item1.Item1, each.Item1.Item2, each.Item2.Item1, each.Item2.Item2)).ToArbitrary();

    [Fact]
    public void More_risk_is_more_urgent_when_as_much_time_is_left() => Prop.ForAll(Waiting, each =>
        each.Score == RiskModel.ScoreMax || Of(each) < Of(each with { Score = each.Score + 1 })).QuickCheckThrowOnFailure();

    [Fact]
    public void The_passing_of_time_never_makes_anything_less_urgent() => Prop.ForAll(Waiting, Gen.Choose(0, 100_000).ToArbitrary(), (each, later) =>
        Of(each) <= Of(each with { Now = each.Now + later })).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_two_that_came_together_the_one_that_ends_sooner_is_no_less_urgent() => Prop.ForAll(Waiting, Gen.Choose(0, 100_000).ToArbitrary(), (each, longer) =>
        Of(each) >= Of(each with { Lifetime = each.Lifetime + longer })).QuickCheckThrowOnFailure();

    [Fact]
    public void Time_at_most_doubles_it() => Prop.ForAll(Waiting, each =>
        Of(each) is var urgency && urgency >= Of(each with { Now = each.Submitted }) && urgency <= 2 * Of(each with { Now = each.Submitted })).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_about_to_expire_goes_before_what_is_somewhat_riskier_and_has_all_its_time() => Assert.True(
        Urgency.Of(50, Moment.AddMinutes(-58), Moment.AddMinutes(2), Moment) > Urgency.Of(80, Moment, Moment.AddHours(4), Moment));

    private static int Of((int Score, int Submitted, int Lifetime, int Now) each) => Urgency.Of(
        each.Score, Moment.AddSeconds(each.Submitted), Moment.AddSeconds(each.Submitted + each.Lifetime), Moment.AddSeconds(each.Now));
}
