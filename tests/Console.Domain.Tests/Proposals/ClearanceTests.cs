using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using Xunit;

namespace AgentConsole.Domain.Tests.Proposals;

public sealed class ClearanceTests
{
    [Fact]
    public void Whatever_lets_a_proposal_go_asks_for_a_clearance()
    {
        var doors = typeof(Proposal).GetMethods().Where(method => method.Name is nameof(Proposal.TryRelease) or nameof(Proposal.TryRedeem)).Append(typeof(Grant).GetMethod(nameof(Grant.Issue))!).ToList();

        Assert.Equal(4, doors.Count);
        Assert.All(doors, door => Assert.Contains(door.GetParameters(), parameter => parameter.ParameterType == typeof(Clearance)));
    }

    [Theory]
    [InlineData(ProposalVerb.Release, ProposalStatus.Pending)]
    [InlineData(ProposalVerb.Release, ProposalStatus.Holding)]
    [InlineData(ProposalVerb.Redeem, ProposalStatus.Released)]
    public void No_verb_lets_one_go_without_it(ProposalVerb verb, ProposalStatus status)
    {
        var proposal = WaitingProposal.Of(status: status);

        Assert.Throws<ArgumentException>(() => proposal.TryTake(verb, WaitingProposal.Moment));
        Assert.Equal((status, 1), (proposal.Status, proposal.Version));
    }

    [Fact]
    public void No_other_verb_ends_where_something_runs_or_may_run()
    {
        foreach (var status in Enum.GetValues<ProposalStatus>())
            foreach (var verb in Enum.GetValues<ProposalVerb>().Except([ProposalVerb.Release, ProposalVerb.Redeem]))
                if (ProposalTransitions.Take(status, verb) is { } next) Assert.False(next is ProposalStatus.Released or ProposalStatus.Running, $"{verb} takes {status} to {next}");
    }

    [Fact]
    public void A_clearance_of_something_else_is_worth_nothing()
    {
        var proposal = WaitingProposal.Of(status: ProposalStatus.Released);

        Assert.Throws<InvalidOperationException>(() => proposal.TryRedeem(new Clearance(proposal.Agent, "other.tool"), WaitingProposal.Moment));
        Assert.Throws<InvalidOperationException>(() => proposal.TryRelease(new Clearance("other", proposal.Tool), WaitingProposal.Moment));
        Assert.Throws<InvalidOperationException>(() => Grant.Issue(proposal, new Clearance("other", proposal.Tool), WaitingProposal.Moment));
        Assert.True(proposal.TryRedeem(new Clearance(proposal.Agent, proposal.Tool), WaitingProposal.Moment));
    }
}
