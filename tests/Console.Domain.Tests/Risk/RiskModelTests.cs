using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Risk;
using AgentConsole.Domain.Tools;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Risk;

public sealed class RiskModelTests
{
    private static readonly Facts Refund = new(
        "support-triage-v3", Stage.NarrowProductionWrites, "production", "billing.refund", SideEffect.Write,
        new HashSet<Sensitivity> { Sensitivity.Money }, 120_000_000_000, "USD", null, "W-1");

    private static readonly Gen<Facts> AnyFacts =
        from sideEffect in Gen.Elements(Enum.GetValues<SideEffect>())
        from sensitivity in Gen.SubListOf(Enum.GetValues<Sensitivity>())
        from environment in Gen.Elements("staging", "production")
        from money in Gen.OneOf(Gen.Constant((long?)null), Amounts().Select(amount => (long?)amount))
        select Refund with { SideEffect = sideEffect, Sensitivity = sensitivity.ToHashSet(), Environment = environment, MoneyNanos = money };

    [Fact]
    public void More_money_is_never_less_risk() =>
        Prop.ForAll(AnyFacts.ToArbitrary(), Amounts().ToArbitrary(), Amounts().ToArbitrary(), (facts, one, other) =>
            Score(facts with { MoneyNanos = Math.Min(one, other) }) <= Score(facts with { MoneyNanos = Math.Max(one, other) })).QuickCheckThrowOnFailure();

    [Fact]
    public void Taking_money_back_weighs_as_much_as_giving_it() =>
        Prop.ForAll(AnyFacts.ToArbitrary(), Amounts().ToArbitrary(), (facts, amount) =>
            Score(facts with { MoneyNanos = amount }) == Score(facts with { MoneyNanos = -amount })).QuickCheckThrowOnFailure();

    [Theory, InlineData(long.MinValue), InlineData(long.MaxValue)]
    public void The_largest_amounts_have_a_score(long nanos) =>
        Assert.Contains(RiskModel.Assess(Refund with { MoneyNanos = nanos }).Factors, factor => factor.Name == "money" && factor.Points == RiskTable.Default.Money[^1].Points);

    [Fact]
    public void An_amount_that_cannot_be_read_is_not_a_small_one() =>
        Assert.Equal(Score(Refund with { MoneyNanos = long.MaxValue }), Score(Refund with { MoneyNanos = null }));

    [Fact]
    public void One_more_sensitivity_is_never_less_risk() =>
        Prop.ForAll(AnyFacts.ToArbitrary(), Gen.Elements(Enum.GetValues<Sensitivity>()).ToArbitrary(), (facts, more) =>
            Score(facts) <= Score(facts with { Sensitivity = facts.Sensitivity.Append(more).ToHashSet() })).QuickCheckThrowOnFailure();

    [Fact]
    public void A_graver_effect_is_never_less_risk() =>
        Prop.ForAll(AnyFacts.ToArbitrary(), facts =>
            Score(facts with { SideEffect = SideEffect.Read }) <= Score(facts with { SideEffect = SideEffect.Write })
            && Score(facts with { SideEffect = SideEffect.Write }) <= Score(facts with { SideEffect = SideEffect.Irreversible })).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_sensitivities_changes_nothing() =>
        Prop.ForAll(Gen.Shuffle(Enum.GetValues<Sensitivity>()).ToArbitrary(), shuffled =>
        {
            var (one, other) = (RiskModel.Assess(With(Enum.GetValues<Sensitivity>())), RiskModel.Assess(With(shuffled)));

            return one.Score == other.Score && one.Factors.SequenceEqual(other.Factors);

            static Facts With(IEnumerable<Sensitivity> sensitivity) => Refund with { Sensitivity = sensitivity.ToHashSet() };
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_score_is_the_sum_of_its_factors_capped_and_the_largest_stands_first() =>
        Prop.ForAll(AnyFacts.ToArbitrary(), facts =>
        {
            var assessment = RiskModel.Assess(facts);

            return assessment.Score == Math.Min(RiskModel.ScoreMax, assessment.Factors.Sum(factor => factor.Points))
                && assessment.Factors.All(factor => factor.Points > 0 && factor.Why.Length > 0)
                && assessment.Factors.Select(factor => -factor.Points).Order().SequenceEqual(assessment.Factors.Select(factor => -factor.Points));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, RiskBand.Low)]
    [InlineData(19, RiskBand.Low)]
    [InlineData(20, RiskBand.Guarded)]
    [InlineData(40, RiskBand.Elevated)]
    [InlineData(59, RiskBand.Elevated)]
    [InlineData(60, RiskBand.High)]
    [InlineData(80, RiskBand.Severe)]
    [InlineData(100, RiskBand.Severe)]
    public void A_score_has_a_word(int score, RiskBand band) => Assert.Equal(band, RiskModel.Band(score));

    private static int Score(Facts facts) => RiskModel.Assess(facts).Score;

    /// <summary>Amounts from a billionth to billions, around every boundary.</summary>
    private static Gen<long> Amounts() => Gen.Choose(0, 18).SelectMany(power => Gen.Choose(1, 9).Select(digit => digit * Power(power)));

    private static long Power(int exponent) => Enumerable.Repeat(10L, exponent).Aggregate(1L, (product, ten) => product * ten);
}
