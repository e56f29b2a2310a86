using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Proposals;

public sealed class OwnProposalTests
{
    [Theory, EveryDatabase]
    public async Task What_waits_may_be_taken_back_also_twice(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var proposal = await console.ProposedAsync("key-1");

        var first = Assert.IsType<OwnProposalOutcome.Done>(await WithdrawAsync(console, proposal));
        var again = Assert.IsType<OwnProposalOutcome.Done>(await WithdrawAsync(console, proposal));

        Assert.Equal((ProposalStatus.Withdrawn, ProposalStatus.Withdrawn), (first.Proposal.Status, again.Proposal.Status));
        Assert.Single(await console.WholeLedgerAsync(), entry => entry.Kind == "proposal_withdrawn");
    }

    [Theory, EveryDatabase]
    public async Task Another_agent_or_environment_finds_nothing(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var proposal = await console.ProposedAsync("key-1");

        foreach (var stranger in new[] { A.AgentCaller("somebody-else"), A.AgentCaller(environment: "staging") })
        {
            Assert.IsType<OwnProposalOutcome.NotFound>(await console.Get<WithdrawHandler>().HandleAsync(stranger, proposal.Id, default));
            Assert.IsType<OwnProposalOutcome.NotFound>(
                await console.Get<ReportResultHandler>().HandleAsync(new(stranger, proposal.Id, ProposalVerb.Succeed, "{}"), default));
        }

        Assert.Equal(ProposalStatus.Pending, (await console.RowAsync(proposal.Id)).Status);
    }

    [Theory, EveryDatabase]
    public async Task A_result_is_taken_once_it_runs_and_the_same_one_again(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var waiting = await console.ProposedAsync("key-1");
        var (proposal, token) = await console.ReleasedAsync("key-2");
        await console.RedeemAsync(token);

        Assert.IsType<OwnProposalOutcome.NotNow>(await ReportAsync(console, waiting, ProposalVerb.Succeed, "{}"));
        Assert.IsType<OwnProposalOutcome.Done>(await ReportAsync(console, proposal, ProposalVerb.Fail, """{"status":"failed"}"""));
        Assert.IsType<OwnProposalOutcome.Done>(await ReportAsync(console, proposal, ProposalVerb.Fail, """{"status":"failed"}"""));
        Assert.IsType<OwnProposalOutcome.NotNow>(await ReportAsync(console, proposal, ProposalVerb.Succeed, """{"status":"succeeded"}"""));
        Assert.Equal((ProposalStatus.Failed, """{"status":"failed"}"""),
            ((await console.RowAsync(proposal.Id)).Status, (await console.RowAsync(proposal.Id)).Result));
        Assert.Single(await console.WholeLedgerAsync(), entry => entry.Kind == "proposal_result_reported");
    }

    private static Task<OwnProposalOutcome> WithdrawAsync(TestConsole console, Proposal proposal) =>
        console.Get<WithdrawHandler>().HandleAsync(HallwayConsole.Agent, proposal.Id, default);

    private static Task<OwnProposalOutcome> ReportAsync(TestConsole console, Proposal proposal, ProposalVerb verb, string report) =>
        console.Get<ReportResultHandler>().HandleAsync(new(HallwayConsole.Agent, proposal.Id, verb, report), default);
}
