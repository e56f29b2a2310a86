using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Tools;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Policies;

public sealed class VerdictTests
{
    private static readonly PolicyAnswer Allow = PolicyAnswer.Allow("small_refund", "It is small.");
    private static readonly PolicyAnswer Deny = PolicyAnswer.Deny("stopped", "stopped", "The agent is stopped.");

    private static readonly Gen<PolicyAnswer> Answers = Gen.OneOf(
        Gen.Constant(Allow),
        Gen.Zip(Gen.Choose(0, 3), Gen.SubListOf(Enum.GetValues<Role>())).Select(asked =>
            PolicyAnswer.Review("ask", "A person decides.", asked.Item1, [.. asked.Item2])),
        Gen.Elements("stopped", "policy_denied").Select(code => PolicyAnswer.Deny(code, code, "No.")));

    [Fact]
    public void The_order_of_answers_never_changes_a_verdict() =>
        Prop.ForAll(Answers.ArrayOf().SelectMany(answers => Gen.Shuffle(answers).Select(other => (answers, other))).ToArbitrary(), pair =>
        {
            var (one, other) = (Verdict.Fold(pair.answers), Verdict.Fold(pair.other));

            return (one.Kind, one.ApprovalsNeeded) == (other.Kind, other.ApprovalsNeeded)
                && one.Roles.SequenceEqual(other.Roles) && one.Determining.Kind == other.Determining.Kind;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_more_answer_never_makes_a_verdict_milder() =>
        Prop.ForAll(Answers.NonEmptyListOf().Select(list => list.ToArray()).ToArbitrary(), Answers.ToArbitrary(), (answers, more) =>
        {
            var (before, after) = (Verdict.Fold(answers), Verdict.Fold(answers.Append(more).ToList()));

            return after.Kind >= before.Kind && (after.IsDeny || after.ApprovalsNeeded >= before.ApprovalsNeeded);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_answer_at_all_is_a_denial()
    {
        var verdict = Verdict.Fold();

        Assert.True(verdict.IsDeny);
        Assert.Equal("policy_denied", verdict.Determining.Code);
    }

    [Fact]
    public void A_standing_alone_allows_nothing()
    {
        Assert.Equal("policy_denied", Verdict.Fold(Allow, []).Determining.Code);
        Assert.Equal("stopped", Verdict.Fold(Deny, []).Determining.Code);
        Assert.True(Verdict.Fold(Allow, [Allow]).IsAllow);
    }

    [Fact]
    public void A_single_denial_beats_everything()
    {
        var verdict = Verdict.Fold(Allow, PolicyAnswer.Review("ask", "A person decides.", 2, Role.Security), Deny, Allow);

        Assert.True(verdict.IsDeny);
        Assert.Same(Deny, verdict.Determining);
        Assert.Equal((0, 0), (verdict.ApprovalsNeeded, verdict.Roles.Count));
    }

    [Fact]
    public void Whoever_asks_for_most_approvals_is_heard_and_every_named_role_may_give_them()
    {
        var verdict = Verdict.Fold(Allow, PolicyAnswer.Review("one", "", 1, Role.Security), PolicyAnswer.Review("two", "", 2, Role.Reviewer, Role.Security));

        Assert.Equal(VerdictKind.Review, verdict.Kind);
        Assert.Equal(2, verdict.ApprovalsNeeded);
        Assert.Equal([Role.Reviewer, Role.Security], verdict.Roles);
    }

    [Fact]
    public void A_review_that_asks_for_nobody_asks_for_one_reviewer()
    {
        var verdict = Verdict.Fold(PolicyAnswer.Review("ask", "", 0));

        Assert.Equal(1, verdict.ApprovalsNeeded);
        Assert.Equal([Role.Reviewer], verdict.Roles);
    }

    [Fact]
    public void What_cannot_be_undone_takes_two_people_of_those_who_are_asked_anyway_and_says_why()
    {
        var verdict = Verdict.Fold(Allow, PolicyAnswer.Review("ask", "A person decides", 1, Role.Finance)).Upon(SideEffect.Irreversible);

        Assert.Equal([ApprovalClause.Of(2, Role.Finance)], verdict.Clauses);
        Assert.Equal("A person decides. It cannot be undone, so two people decide.", verdict.Determining.Reason);
    }

    [Fact]
    public void Whom_several_clauses_ask_one_person_of_both_roles_does_not_meet_alone()
    {
        var verdict = Verdict.Fold(PolicyAnswer.Review("ask", "", [ApprovalClause.Of(1, Role.Finance), ApprovalClause.Of(1, Role.Security)])).Upon(SideEffect.Irreversible);

        IReadOnlySet<Role> both = new HashSet<Role> { Role.Finance, Role.Security };
        Assert.False(verdict.Clauses.All(clause => clause.IsMetBy([both])));
        Assert.True(verdict.Clauses.All(clause => clause.IsMetBy([both, new HashSet<Role> { Role.Finance }])));
    }

    [Fact]
    public void The_effect_changes_only_reviews_of_what_cannot_be_undone_and_never_asks_for_fewer() =>
        Prop.ForAll(Answers.NonEmptyListOf().ToArbitrary(), Gen.Elements(Enum.GetValues<SideEffect>()).ToArbitrary(), (answers, effect) =>
        {
            var before = Verdict.Fold(answers.ToList());
            var after = before.Upon(effect);

            return after.Kind == before.Kind && after.Roles.SequenceEqual(before.Roles)
                && (before.Kind == VerdictKind.Review && effect == SideEffect.Irreversible
                    ? after.ApprovalsNeeded == Math.Max(2, before.ApprovalsNeeded) && (before.ApprovalsNeeded < 2 || after == before)
                    : after == before);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Only_allow_alone_allows()
    {
        Assert.True(Verdict.Fold(Allow, Allow).IsAllow);
        Assert.False(Verdict.Fold(Allow, PolicyAnswer.Review("ask", "", 1)).IsAllow);
    }
}
