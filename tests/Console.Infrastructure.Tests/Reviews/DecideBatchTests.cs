using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Reviews;

public sealed class DecideBatchTests
{
    private static readonly Caller.Person Ana = A.Reviewer("Ana");

    [Theory, EveryDatabase]
    public async Task A_few_alike_ones_that_were_opened_are_decided_with_one_word_and_answered_one_by_one(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var (first, second) = (await OpenedAsync(console, "1"), await OpenedAsync(console, "2"));
        await console.DecideAsync(A.Reviewer("Ben"), second, DecisionKind.Reject);

        var answered = Assert.IsType<DecideBatchOutcome.Answered>(await DecideAsync(console, first, second));

        Assert.Equal(ProposalStatus.Released, Assert.IsType<DecideOutcome.Recorded>(answered.Items[0].Outcome).Proposal.Status);
        Assert.Equal("Ben", Assert.IsType<DecideOutcome.AlreadyDecided>(answered.Items[1].Outcome).By);
    }

    [Theory, EveryDatabase]
    public async Task What_was_not_opened_as_it_is_now_is_not_decided_together(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var (seen, unseen) = (await OpenedAsync(console, "1"), await console.ProposedAsync("2", """{"order_id":"W-2","amount":120.5}"""));
        await SetRiskAsync(console, unseen, 45);

        Assert.Equal((BatchRefusal.Unseen, unseen.Id), RefusalOf(await DecideAsync(console, seen, unseen)));

        await console.Get<ClaimHandler>().ClaimAsync(Ana, unseen.Id, default);
        await console.ReadAsync(db => db.Proposals.Where(p => p.Id == unseen.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Digest, "sha-256:edited")));
        Assert.Equal((BatchRefusal.Unseen, unseen.Id), RefusalOf(await DecideAsync(console, seen, unseen)));
        Assert.Equal(0, await console.ReadAsync(db => db.Decisions.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task High_risk_and_what_is_not_alike_is_not_decided_together(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var (first, second) = (await OpenedAsync(console, "1"), await OpenedAsync(console, "2"));
        await SetRiskAsync(console, second, 85);
        Assert.Equal((BatchRefusal.HighRisk, second.Id), RefusalOf(await DecideAsync(console, first, second)));

        await SetRiskAsync(console, second, 5);
        Assert.Equal(BatchRefusal.Mixed, RefusalOf(await DecideAsync(console, first, second)).Why);
    }

    [Theory, EveryDatabase]
    public async Task A_batch_is_small_and_names_each_once(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var one = await OpenedAsync(console, "1");
        var six = Enumerable.Range(0, 6).Select(_ => A.Proposal().Build()).ToArray();

        Assert.Equal(BatchRefusal.Size, RefusalOf(await DecideAsync(console)).Why);
        Assert.Equal(BatchRefusal.Size, RefusalOf(await DecideAsync(console, one, one)).Why);
        Assert.Equal(BatchRefusal.Size, RefusalOf(await DecideAsync(console, six)).Why);
        Assert.Equal((BatchRefusal.Unknown, six[0].Id), RefusalOf(await DecideAsync(console, one, six[0])));
    }

    private static async Task<Proposal> OpenedAsync(TestConsole console, string order)
    {
        var proposal = await console.ProposedAsync("key-" + order, $$"""{"order_id":"W-{{order}}","amount":120.5}""");
        await SetRiskAsync(console, proposal, 45);
        await console.Get<ClaimHandler>().ClaimAsync(Ana, proposal.Id, default);
        return proposal;
    }

    private static Task<int> SetRiskAsync(TestConsole console, Proposal proposal, int score) =>
        console.ReadAsync(db => db.Proposals.Where(p => p.Id == proposal.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.RiskScore, score)));

    private static Task<DecideBatchOutcome> DecideAsync(TestConsole console, params Proposal[] proposals) =>
        console.Get<DecideBatchHandler>().HandleAsync(new(Ana, DecisionKind.Approve, [.. proposals.Select(proposal => (proposal.Id, proposal.Digest))]), default);

    private static (BatchRefusal Why, ProposalId? Which) RefusalOf(DecideBatchOutcome outcome)
    {
        var refused = Assert.IsType<DecideBatchOutcome.Refused>(outcome);
        return (refused.Why, refused.Which.Count == 1 ? refused.Which[0] : null);
    }
}
