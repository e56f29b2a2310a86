using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Tests.Policies;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Reviews;

/// <summary>Where people decide on what cannot be undone, one is not enough.</summary>
public sealed class TwoPeopleTests
{
    [Theory, EveryDatabase]
    public async Task What_cannot_be_undone_is_released_by_the_second_of_two_distinct_people(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var proposal = await ForGoodAsync(console);
        Assert.Equal((2, "2:reviewer"), (proposal.ApprovalsNeeded, proposal.ApprovalClauses));
        Assert.EndsWith("It cannot be undone, so two people decide.", proposal.PolicyReason, StringComparison.Ordinal);
        var ana = A.Reviewer("Ana");

        Assert.Equal(1, Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(ana, proposal, DecisionKind.Approve)).ApprovalsGiven);
        Assert.IsType<DecideOutcome.AlreadyDecided>(await console.DecideAsync(ana, proposal, DecisionKind.Approve));
        Assert.Equal(ProposalStatus.Pending, (await console.RowAsync(proposal.Id)).Status);

        Assert.Equal(ProposalStatus.Released, Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(A.Reviewer("Ben"), proposal, DecisionKind.Approve)).Proposal.Status);
    }

    [Theory, EveryDatabase]
    public async Task A_policy_that_one_person_satisfies_does_not_make_it_one(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        await console.PublishAsync("security", """
            @id("one") @reason("One of security") permit (principal, action, resource)
            when { context.approvals >= 1 && context.approver_roles.contains("security") };
            """);
        var proposal = await ForGoodAsync(console, Stage.Autonomous);

        Assert.Equal("2:security", proposal.ApprovalClauses);
        await console.DecideAsync(A.Person("Sue", Role.Security), proposal, DecisionKind.Approve);
        Assert.Equal(ProposalStatus.Pending, (await console.RowAsync(proposal.Id)).Status);
    }

    [Theory, EveryDatabase]
    public async Task What_policy_allows_alone_stays_allowed(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        await console.PublishAsync("all", "permit (principal, action, resource);");

        var proposal = await ForGoodAsync(console, Stage.Autonomous);

        Assert.Equal((VerdictKind.Allow, 0), (proposal.Verdict, proposal.ApprovalsNeeded));
    }

    private static async Task<Proposal> ForGoodAsync(TestConsole console, Stage stage = Stage.NarrowProductionWrites)
    {
        await console.AcceptAsync(A.Tool("mail.send").Doing(SideEffect.Irreversible).Taking(PolicyConsole.Refund).Document());
        await console.RegisterAsync(A.Agent("sender").Stage(stage).MayUse("mail.send").Document());
        return ((ProposeOutcome.Recorded)await console.ProposeAsync("key-1", caller: A.AgentCaller("sender"), tool: "mail.send")).Proposal;
    }
}
