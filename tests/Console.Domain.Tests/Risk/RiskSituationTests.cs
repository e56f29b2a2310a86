using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Risk;
using AgentConsole.Domain.Tools;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Risk;

public sealed class RiskSituationTests
{
    private const string Page = "web page";

    private static readonly Facts Payment = new(
        "support", Stage.NarrowProductionWrites, "production", "bank.send", SideEffect.Irreversible,
        new HashSet<Sensitivity> { Sensitivity.Money }, 120_000_000_000, "EUR", "DE1", null);

    private static readonly Gen<Origin> AnyOrigin = Gen.Elements(Enum.GetValues<Origin>());

    private static readonly Gen<ArgumentOrigin> AnyArgument =
        from origin in AnyOrigin
        from sort in Gen.Elements(Enum.GetValues<ArgumentSort>())
        from isParticular in Gen.Elements(true, false)
        from number in Gen.Choose(0, 20)
        select new ArgumentOrigin($"/a{number}", origin, origin is Origin.UntrustedResult ? Page : null, origin is Origin.UntrustedResult ? number : null)
        {
            Sort = sort,
            IsParticular = isParticular && sort == ArgumentSort.Name,
            RequestBasisPoints = origin == Origin.Request ? 10_000 : 0,
        };

    private static readonly Gen<EarlierCall> AnyCall =
        from tool in Gen.Elements("bank.send", "bank.read")
        from digest in Gen.Elements("a", "b")
        from end in Gen.Elements(Enum.GetValues<CallEnd>())
        select new EarlierCall(tool, digest, end);

    private static readonly Gen<RiskSituation> AnySituation =
        from arguments in Gen.ListOf(AnyArgument)
        from calls in Gen.ListOf(AnyCall)
        from request in Gen.Choose(0, 10_000)
        from hasRequest in Gen.Elements(true, false)
        from hasRead in Gen.Elements(true, false)
        from effect in Gen.Elements(Enum.GetValues<SideEffect>())
        from limit in Gen.Elements<long?>(null, 0, 50_000_000_000, long.MaxValue)
        from most in Gen.Elements<long?>(null, 0, 10_000_000_000)
        from proposed in Gen.Choose(0, 40)
        select new RiskSituation
        {
            Facts = Payment with { SideEffect = effect },
            Digest = "a",
            Origins = new([.. arguments], new(request, 10_000 - request), false) { HasRequest = hasRequest, HasReadUntrusted = hasRead },
            Run = new([.. calls]),
            History = new(proposed, proposed / 2, proposed / 3, proposed / 4, most, proposed % 2 == 0),
            MoneyLimitNanos = limit,
        };

    [Fact]
    public void More_money_is_never_less_risk_whatever_went_before() =>
        Prop.ForAll(AnySituation.ToArbitrary(), ArbMap.Default.ArbFor<(long, long)>(), (situation, amounts) =>
        {
            var (one, other) = amounts;
            var (less, more) = Abs(one) <= Abs(other) ? (one, other) : (other, one);
            return Score(With(situation, less)) <= Score(With(situation, more)) && Score(With(situation, more)) <= Score(With(situation, null));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_in_which_it_is_told_changes_nothing() =>
        Prop.ForAll(AnySituation.ToArbitrary(), situation =>
        {
            var turned = situation with
            {
                Origins = situation.Origins with { Arguments = [.. situation.Origins.Arguments.Reverse()] },
                Run = new([.. situation.Run.Calls.Reverse()]),
            };
            return Score(situation) == Score(turned) && Named(situation).SequenceEqual(Named(turned));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_less_trusted_origin_is_never_less_risk() =>
        Prop.ForAll(AnySituation.ToArbitrary(), situation =>
        {
            var name = new ArgumentOrigin("/to", Origin.Request, null, null) { Sort = ArgumentSort.Name, IsParticular = true, RequestBasisPoints = 10_000 };
            int With(Origin origin) => Score(situation with
            {
                Origins = situation.Origins with { Arguments = [.. situation.Origins.Arguments, name with { Origin = origin, RequestBasisPoints = origin == Origin.Request ? 10_000 : 0 }] },
            });
            return With(Origin.Request) <= With(Origin.TrustedResult) && With(Origin.TrustedResult) <= With(Origin.UntrustedResult) && With(Origin.TrustedResult) <= With(Origin.Nowhere);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_more_refusal_or_failure_is_never_less_risk() =>
        Prop.ForAll(AnySituation.ToArbitrary(), Gen.Elements(CallEnd.Failed, CallEnd.Refused).ToArbitrary(), (situation, end) =>
            Score(situation) <= Score(situation with { Run = new([.. situation.Run.Calls, new("bank.read", "b", end)]) })).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_factor_has_one_plain_sentence_and_no_value_of_the_run() =>
        Prop.ForAll(AnySituation.ToArbitrary(), situation => RiskModel.Assess(situation).Factors.All(factor =>
            factor.Why.EndsWith('.') && factor.Why.Length < 120
            && !factor.Why.Contains(Page, StringComparison.Ordinal) && !factor.Why.Contains("bank", StringComparison.Ordinal))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_recipient_from_a_page_weighs_more_than_one_of_the_request()
    {
        var asked = Situation(Origin.Request, wish: new(10_000, 0));
        var tempted = Situation(Origin.UntrustedResult, wish: new(0, 10_000));

        Assert.True(Score(tempted) >= Score(asked) + 40);
        Assert.Contains(RiskModel.Assess(tempted).Factors, factor => factor is { Name: "provenance", Why: "A name, address or id first appears in an untrusted result (step 4)." });
        Assert.DoesNotContain(RiskModel.Assess(asked).Factors, factor => factor.Name is "provenance" or "unasked" or "asked_by_result" or "novelty_in_run");
    }

    [Fact]
    public void Weak_signs_alone_do_not_make_the_worst_score()
    {
        var weak = Situation(Origin.Request, new(10_000, 0)) with
        {
            Facts = Payment with { SideEffect = SideEffect.Write, MoneyNanos = 5_000_000_000 },
            History = new(100, 0, HasUsedRecipient: false),
            Run = new([new("bank.read", "x", CallEnd.Failed), new("bank.read", "y", CallEnd.Refused)]),
            Form = new(false, 3),
        };

        Assert.InRange(Score(weak), 20, 59);
    }

    [Fact]
    public void Where_no_text_was_told_nothing_is_missing() =>
        Assert.DoesNotContain(RiskModel.Assess(new RiskSituation { Facts = Payment, Origins = new([new("/to", Origin.Nowhere, null, null) { IsParticular = true }], WishOrigin.Unknown, false) }).Factors,
            factor => factor.Name is "provenance" or "unsourced" or "unasked");

    [Theory]
    [InlineData(0, false, null)]
    [InlineData(1, false, RiskWeight.Repeat)]
    [InlineData(2, false, RiskWeight.Loop)]
    [InlineData(1, true, null)]
    [InlineData(2, true, RiskWeight.Loop)]
    public void The_same_call_again_counts(int before, bool isRead, RiskWeight? weight)
    {
        var situation = new RiskSituation
        {
            Facts = Payment with { SideEffect = isRead ? SideEffect.Read : SideEffect.Write },
            Digest = "a",
            Run = new([new("bank.send", "b", CallEnd.Fine), .. Enumerable.Repeat(new EarlierCall("bank.send", "a", CallEnd.Fine), before)]),
        };
        var factor = RiskModel.Assess(situation).Factors.SingleOrDefault(factor => factor.Name is "repeat" or "loop");

        Assert.Equal(weight is { } named ? RiskTable.Default.PointsOf(named) : null, factor?.Points);
    }

    [Theory]
    [InlineData(40, null)]
    [InlineData(50, RiskWeight.LimitHalf)]
    [InlineData(80, RiskWeight.LimitNear)]
    [InlineData(101, RiskWeight.LimitOver)]
    public void Money_is_held_against_the_limit(long amount, RiskWeight? weight)
    {
        var situation = new RiskSituation { Facts = Payment with { MoneyNanos = amount * 1_000_000_000 }, MoneyLimitNanos = 100_000_000_000 };

        Assert.Equal(weight is { } named ? RiskTable.Default.PointsOf(named) : null, RiskModel.Assess(situation).Factors.SingleOrDefault(factor => factor.Name == "money_limit")?.Points);
    }

    [Fact]
    public void An_agent_that_leaves_its_habits_is_noticed()
    {
        var factors = RiskModel.Assess(new RiskSituation { Facts = Payment, History = new(50, 20, 10, 6, 40_000_000_000, false) }).Factors.Select(factor => factor.Name).ToList();

        Assert.Superset(new HashSet<string> { "deviation", "recipient", "often_rejected" }, factors.ToHashSet());
        Assert.Contains(RiskModel.Assess(new RiskSituation { Facts = Payment, History = new(50, 0) }).Factors, factor => factor.Name == "novelty");
    }

    [Fact]
    public void What_must_be_there_and_is_empty_counts() =>
        Assert.Contains(RiskModel.Assess(new RiskSituation { Facts = Payment, Form = new(true, 0) }).Factors, factor => factor.Name == "incomplete");

    private static RiskSituation Situation(Origin origin, WishOrigin wish) => new()
    {
        Facts = Payment,
        MarkedPlaces = ["/to"],
        Origins = new([new("/to", origin, Page, 4) { Sort = ArgumentSort.Name, IsParticular = true, RequestBasisPoints = origin == Origin.Request ? 10_000 : 0 }], wish, false)
        {
            HasRequest = true,
            HasReadUntrusted = true,
        },
    };

    private static RiskSituation With(RiskSituation situation, long? nanos) => situation with { Facts = situation.Facts with { MoneyNanos = nanos } };

    private static decimal Abs(long nanos) => Math.Abs((decimal)nanos);

    private static int Score(RiskSituation situation) => RiskModel.Assess(situation).Score;

    private static IEnumerable<(string, int)> Named(RiskSituation situation) => RiskModel.Assess(situation).Factors.Select(factor => (factor.Name, factor.Points));
}
