using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Tests.Policies;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Reviews;

public sealed class NudgeHandlerTests
{
    private const string RolesOnly = """
        @id("asked") permit(principal, action == Action::"billing.refund", resource) when { context.approvals >= 1 && context.approver_roles.contains("finance") };
        """;

    [Theory, EveryDatabase]
    public async Task Reminders_and_the_escalation_are_written_down_once_however_many_look(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        await console.ProposedAsync("key-1", lifetimeSeconds: 1000);

        foreach (var second in (int[])[499, 500, 749, 750, 899, 900, 999])
        {
            console.Clock.Advance(A.Moment.AddSeconds(second) - console.Clock.GetUtcNow());
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => console.Get<NudgeHandler>().HandleAsync(default))));
        }

        Assert.Equal(["proposal_reminded", "proposal_escalated", "proposal_reminded"], await NudgesAsync(console));
    }

    [Theory, EveryDatabase]
    public async Task Whoever_answers_for_the_agent_is_asked_and_may_then_decide(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var dri = await PersonAsync(console, "dri@example.com", Role.Dri);
        var proposal = await console.ProposedAsync("key-1", lifetimeSeconds: 1000);
        Assert.IsType<DecideOutcome.Refused>(await console.DecideAsync(dri, proposal, DecisionKind.Approve));

        await PassAsync(console, 750);
        var row = await console.RowAsync(proposal.Id);
        Assert.Equal((Role.Dri, "1:reviewer,dri"), (row.EscalatedTo, row.ApprovalClauses));
        Assert.Equal(1, (await console.Get<QueueQuery>().WaitingAsync(dri, default)));

        var decided = Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(dri, proposal, DecisionKind.Approve));
        Assert.Equal(ProposalStatus.Released, decided.Proposal.Status);
    }

    [Theory, EveryDatabase]
    public async Task Where_nobody_answers_for_the_agent_or_only_who_registered_it_security_is_asked(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        await PersonAsync(console, "other@example.com", Role.Dri);
        var proposal = await console.ProposedAsync("key-1", lifetimeSeconds: 1000);

        await PassAsync(console, 750);

        Assert.Equal("1:reviewer,security", (await console.RowAsync(proposal.Id)).ApprovalClauses);
        var security = A.Person("Sam", Role.Security);
        Assert.Equal(ProposalStatus.Rejected, Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(security, proposal, DecisionKind.Reject)).Proposal.Status);
    }

    [Theory, EveryDatabase]
    public async Task What_a_policy_wants_of_a_role_an_escalation_does_not_give_to_another(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.PublishAsync("refunds", RolesOnly);
        var proposal = await console.ProposedAsync("key-1", PolicyConsole.Args("120.5"), lifetimeSeconds: 1000);
        await PassAsync(console, 750);
        Assert.Equal("1:finance,security", (await console.RowAsync(proposal.Id)).ApprovalClauses);

        var security = Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(A.Person("Sam", Role.Security), proposal, DecisionKind.Approve));
        Assert.Equal((ProposalStatus.Pending, "1:finance"), (security.Proposal.Status, security.Proposal.ApprovalClauses));

        var finance = Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(A.Person("Fin", Role.Finance), proposal, DecisionKind.Approve));
        Assert.Equal(ProposalStatus.Released, finance.Proposal.Status);
    }

    [Theory, EveryDatabase]
    public async Task After_a_long_absence_nobody_is_reminded_twice_and_another_role_is_still_asked(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        await console.ProposedAsync("key-1", lifetimeSeconds: 1000);

        await PassAsync(console, 950);

        Assert.Equal(["proposal_escalated", "proposal_reminded"], await NudgesAsync(console));
    }

    [Theory, EveryDatabase]
    public async Task What_a_stop_froze_reminds_nobody_until_its_time_runs_again(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        await console.ProposedAsync("key-1", lifetimeSeconds: 1000);
        await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Everything, "drill"), default);
        await PassAsync(console, 5000);
        Assert.Empty(await NudgesAsync(console));

        await console.Get<ResumeHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Everything, "over"), default);
        await PassAsync(console, 499);
        Assert.Empty(await NudgesAsync(console));
        await PassAsync(console, 1);

        Assert.Equal(["proposal_reminded"], await NudgesAsync(console));
    }

    [Theory, EveryDatabase]
    public async Task A_reminder_is_no_change_of_what_somebody_reads(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var proposal = await console.ProposedAsync("key-1", lifetimeSeconds: 1000);

        await PassAsync(console, 950);

        var decided = await console.Get<DecideHandler>().HandleAsync(
            new(A.Reviewer(), proposal.Id, DecisionKind.Approve, proposal.Digest, VersionSeen: proposal.Version), default);
        Assert.IsType<DecideOutcome.Recorded>(decided);
    }

    [Theory, EveryDatabase]
    public async Task The_time_to_decide_follows_the_tool_and_a_repeat_is_told_the_first_one(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider, new ReviewsOptions { DecideSecondsWrite = 120, RefusedAgainSeconds = 0 });
        var proposal = await console.ProposedAsync("key-1");
        Assert.Equal(A.Moment.AddSeconds(120), proposal.ExpiresAt);

        await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Everything, "drill"), default);
        console.Clock.Advance(TimeSpan.FromSeconds(50));
        await console.Get<ResumeHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Everything, "over"), default);

        Assert.Equal(A.Moment.AddSeconds(120), (await console.ProposedAsync("key-1")).ExpiresAt);
        Assert.Equal(A.Moment.AddSeconds(170), (await console.RowAsync(proposal.Id)).ExpiresAt);
    }

    [Theory]
    [InlineData(59)]
    [InlineData(604_801)]
    public void A_time_to_decide_out_of_bounds_is_refused_at_start(int seconds) =>
        Assert.Throws<InvalidOperationException>(() => new ReviewsOptions { DecideSecondsRead = seconds }.Checked());

    internal static async Task<Caller.Person> PersonAsync(TestConsole console, string email, params Role[] roles)
    {
        var added = Assert.IsType<AddPersonOutcome.Added>(await console.Get<AddPersonHandler>().HandleAsync(
            new(new Caller.Server(), email, email, roles.ToHashSet(), null), default));
        return new(added.Id, email, roles.ToHashSet());
    }

    private static async Task PassAsync(TestConsole console, int seconds)
    {
        console.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await console.Get<NudgeHandler>().HandleAsync(default);
    }

    private static async Task<IReadOnlyList<string>> NudgesAsync(TestConsole console) =>
        [.. (await console.WholeLedgerAsync()).Select(entry => entry.Kind).Where(kind => kind is "proposal_reminded" or "proposal_escalated")];
}
