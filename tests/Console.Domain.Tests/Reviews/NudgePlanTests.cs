using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Tests.Proposals;
using AgentConsole.Domain.Tools;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Reviews;

public sealed class NudgePlanTests
{
    [Fact]
    public void Reminders_come_at_half_and_at_nine_tenths_and_another_role_between_them()
    {
        var proposal = Waiting(1000);

        Assert.Equal(At(500), proposal.NextNudgeAt);
        Assert.Empty(proposal.TakeNudges(At(499)));
        Assert.Equal([new Nudge(50, NudgeKind.Remind)], proposal.TakeNudges(At(500)));
        Assert.Equal(At(750), proposal.NextNudgeAt);
        Assert.Equal([new Nudge(75, NudgeKind.Escalate)], proposal.TakeNudges(At(800)));
        Assert.Equal([new Nudge(90, NudgeKind.Remind)], proposal.TakeNudges(At(999)));
        Assert.Null(proposal.NextNudgeAt);
        Assert.Empty(proposal.TakeNudges(At(999)));
    }

    [Fact]
    public void Frozen_time_does_not_count()
    {
        var proposal = Waiting(1000);
        proposal.TakeNudges(At(500));

        proposal.TryFreeze(At(600));
        proposal.TryThaw(At(5600));

        Assert.Equal((At(6000), At(5750)), (proposal.ExpiresAt, proposal.NextNudgeAt));
    }

    [Fact]
    public void A_time_too_short_for_anybody_to_be_found_has_no_reminders()
    {
        Assert.Null(Waiting(NudgePlan.LifetimeSecondsMin - 1).NextNudgeAt);
        Assert.NotNull(Waiting(NudgePlan.LifetimeSecondsMin).NextNudgeAt);
        var released = WaitingProposal.Of(status: ProposalStatus.Released);
        released.GiveTime(1000);
        Assert.Null(released.NextNudgeAt);
    }

    [Fact]
    public void Whenever_somebody_looks_each_step_is_taken_once_and_in_order() =>
        Prop.ForAll(Gen.Choose(NudgePlan.LifetimeSecondsMin, 100_000).ToArbitrary(), Gen.Choose(0, 110).ArrayOf().ToArbitrary(), (lifetime, looks) =>
        {
            var proposal = Waiting(lifetime);
            var taken = new List<Nudge>();
            foreach (var percent in looks.Order()) taken.AddRange(proposal.TakeNudges(WaitingProposal.Moment.AddMilliseconds((long)lifetime * 10 * percent)));
            var last = looks.Length == 0 ? 0 : looks.Max();
            return taken.SequenceEqual(NudgePlan.Steps.Where(step => step.Percent <= last));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_the_agent_asks_for_wins_and_what_cannot_be_undone_has_longest()
    {
        var time = DecidingTime.Default;

        Assert.Equal(5, time.SecondsFor(SideEffect.Irreversible, 5));
        Assert.Equal((3600, 3600, 14400),
            (time.SecondsFor(SideEffect.Read, null), time.SecondsFor(SideEffect.Write, null), time.SecondsFor(SideEffect.Irreversible, null)));
    }

    [Fact]
    public void Who_answers_for_the_agent_comes_before_security_and_nobody_is_asked_twice()
    {
        Assert.Equal([Role.Dri, Role.Security], Escalation.After(new HashSet<Role> { Role.Reviewer }));
        Assert.Equal([Role.Security], Escalation.After(new HashSet<Role> { Role.Dri, Role.Finance }));
        Assert.Empty(Escalation.After(new HashSet<Role> { Role.Dri, Role.Security }));
    }

    [Fact]
    public void Another_role_is_one_more_way_to_fulfil_each_clause_and_never_makes_fewer_people_enough()
    {
        var proposal = Waiting(1000);
        proposal.Ask([ApprovalClause.Of(2, Role.Reviewer), ApprovalClause.Of(1, Role.Finance)]);

        proposal.EscalateTo(Role.Dri);

        Assert.Equal(("2:reviewer,dri;1:dri,finance", Role.Dri, 2), (proposal.ApprovalClauses, proposal.EscalatedTo, proposal.ApprovalsNeeded));
        Assert.True(proposal.AsksFor(new HashSet<Role> { Role.Dri }));
    }

    private static Proposal Waiting(int seconds)
    {
        var proposal = WaitingProposal.Of();
        proposal.GiveTime(seconds);
        return proposal;
    }

    private static DateTimeOffset At(int second) => WaitingProposal.Moment.AddSeconds(second);
}
