using AgentConsole.Domain.Incidents;
using Xunit;

namespace AgentConsole.Domain.Tests.Incidents;

public sealed class IncidentTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Every pair of state and verb, written a second time by hand.</summary>
    private static readonly Dictionary<(IncidentState, IncidentVerb), IncidentState> Steps = new()
    {
        [(IncidentState.Open, IncidentVerb.Investigate)] = IncidentState.Investigating,
        [(IncidentState.Open, IncidentVerb.Mitigate)] = IncidentState.Mitigated,
        [(IncidentState.Open, IncidentVerb.Close)] = IncidentState.Closed,
        [(IncidentState.Investigating, IncidentVerb.Mitigate)] = IncidentState.Mitigated,
        [(IncidentState.Investigating, IncidentVerb.Close)] = IncidentState.Closed,
        [(IncidentState.Mitigated, IncidentVerb.Close)] = IncidentState.Closed,
        [(IncidentState.Mitigated, IncidentVerb.Reopen)] = IncidentState.Investigating,
        [(IncidentState.Closed, IncidentVerb.Reopen)] = IncidentState.Investigating,
    };

    public static TheoryData<IncidentState, IncidentVerb> EveryPair
    {
        get
        {
            var pairs = new TheoryData<IncidentState, IncidentVerb>();
            foreach (var state in Enum.GetValues<IncidentState>())
                foreach (var verb in Enum.GetValues<IncidentVerb>()) pairs.Add(state, verb);
            return pairs;
        }
    }

    [Theory, MemberData(nameof(EveryPair))]
    public void A_step_leads_where_it_should_or_nowhere(IncidentState state, IncidentVerb verb) =>
        Assert.Equal(Steps.TryGetValue((state, verb), out var next) ? next : null, IncidentTransitions.Take(state, verb));

    [Theory, MemberData(nameof(EveryPair))]
    public void No_step_but_reopening_leads_back(IncidentState state, IncidentVerb verb)
    {
        if (IncidentTransitions.Take(state, verb) is not { } next) return;
        Assert.Equal(verb != IncidentVerb.Reopen, next > state);
    }

    /// <summary>What may be answered and given, in every combination.</summary>
    public static TheoryData<bool, int, bool> EveryCombination
    {
        get
        {
            var all = new TheoryData<bool, int, bool>();
            foreach (var isAnswered in (bool[])[false, true])
                for (var grounds = 0; grounds < 8; grounds++)
                    foreach (var isWaiverOver in (bool[])[false, true]) all.Add(isAnswered, grounds, isWaiverOver);
            return all;
        }
    }

    [Theory, MemberData(nameof(EveryCombination))]
    public void It_is_closed_exactly_when_the_review_is_answered_and_a_ground_holds(bool isAnswered, int grounds, bool isWaiverOver)
    {
        var review = new AccessReview { IncidentId = default };
        if (isAnswered) review.Answer("all of billing", "refunds", "none", "person:1", Now);
        var given = new List<CloseGround>();
        if ((grounds & 1) != 0) given.Add(new GroundWish(GroundKind.EvalCase, "refund-twice").ToGround(default, 1, "server", Now));
        if ((grounds & 2) != 0) given.Add(new GroundWish(GroundKind.PolicyVersion, "refunds", 3).ToGround(default, 2, "server", Now));
        var lastDay = DateOnly.FromDateTime(Now.UtcDateTime).AddDays(isWaiverOver ? -1 : 0);
        if ((grounds & 4) != 0) given.Add(new GroundWish(GroundKind.Waiver, "Mira", null, "vendor fixes it", lastDay).ToGround(default, 3, "server", Now));
        var incident = Opened();

        var isClosed = incident.TryClose(review, given, Now);

        var holds = (grounds & 3) != 0 || ((grounds & 4) != 0 && !isWaiverOver);
        Assert.Equal(isAnswered && holds, isClosed);
        Assert.Equal(isClosed ? IncidentState.Closed : IncidentState.Open, incident.State);
        List<CloseGap> gaps = [];
        if (!isAnswered) gaps.Add(CloseGap.AccessReview);
        if (!holds) gaps.Add(CloseGap.Ground);
        Assert.Equal(gaps, CloseCheck.Missing(review, given, Now));
    }

    [Fact]
    public void A_review_with_an_empty_answer_is_not_answered()
    {
        var review = new AccessReview { IncidentId = default };
        review.Answer("all", "  ", "none", "server", Now);

        Assert.False(review.IsAnswered);
    }

    [Fact]
    public void Closing_has_no_way_around_its_door()
    {
        var incident = Opened();

        Assert.False(incident.TryTake(IncidentVerb.Close, Now));
        Assert.Equal((IncidentState.Open, 1), (incident.State, incident.Version));
    }

    [Fact]
    public void Reopening_forgets_when_it_was_over()
    {
        var incident = Opened();
        Assert.True(incident.TryTake(IncidentVerb.Mitigate, Now.AddHours(1)));
        Assert.Equal(Now.AddHours(1), incident.MitigatedAt);

        Assert.True(incident.TryTake(IncidentVerb.Reopen, Now.AddHours(2)));

        Assert.Equal((IncidentState.Investigating, null, null), (incident.State, incident.MitigatedAt, incident.ClosedAt));
    }

    [Theory]
    [InlineData(GroundKind.EvalCase, "javascript://x", null, null, 0)]
    [InlineData(GroundKind.EvalCase, "two\nlines", null, null, 0)]
    [InlineData(GroundKind.EvalCase, " ", null, null, 0)]
    [InlineData(GroundKind.PolicyVersion, "refunds", null, null, 0)]
    [InlineData(GroundKind.PolicyVersion, "No Set", 1, null, 0)]
    [InlineData(GroundKind.Waiver, "Mira", null, null, 10)]
    [InlineData(GroundKind.Waiver, "Mira", null, "later", -1)]
    [InlineData(GroundKind.Waiver, "Mira", null, "later", IncidentLimits.WaiverDaysMax + 1)]
    public void A_ground_that_says_nothing_is_refused(GroundKind kind, string what, int? version, string? reason, int days) =>
        Assert.NotEmpty(new GroundWish(kind, what, version, reason, DateOnly.FromDateTime(Now.UtcDateTime).AddDays(days)).Faults(0, Now));

    [Theory]
    [InlineData(GroundKind.EvalCase, "https://evals.example.com/case/7", null, null)]
    [InlineData(GroundKind.EvalCase, "refund-twice", null, null)]
    [InlineData(GroundKind.PolicyVersion, "refunds", 3, null)]
    [InlineData(GroundKind.Waiver, "Mira Costa", null, "the vendor fixes it in June")]
    public void A_ground_that_says_what_was_done_is_taken(GroundKind kind, string what, int? version, string? reason) =>
        Assert.Empty(new GroundWish(kind, what, version, reason, DateOnly.FromDateTime(Now.UtcDateTime).AddDays(30)).Faults(0, Now));

    [Fact]
    public void A_follow_up_is_finished_once_and_overdue_the_day_after()
    {
        var one = new FollowUp { IncidentId = default, Number = 1, Text = "t", Owner = "o", DueOn = new(2026, 5, 1), AddedAt = Now };

        Assert.Equal((false, true), (one.IsOverdue(Now), one.IsOverdue(Now.AddDays(1))));
        Assert.Equal((true, false), (one.TryFinish(Now), one.TryFinish(Now)));
        Assert.False(one.IsOverdue(Now.AddDays(9)));
    }

    private static Incident Opened() => new Incident { Id = IncidentId.New(Now), Agent = "support", OpenedBy = "server", OpenedAt = Now }.Named("It went wrong", IncidentSeverity.High);
}
