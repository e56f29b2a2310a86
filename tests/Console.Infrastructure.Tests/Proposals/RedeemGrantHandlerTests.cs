using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Proposals;

public sealed class RedeemGrantHandlerTests
{
    [Theory, EveryDatabase]
    public async Task A_grant_runs_exactly_what_was_approved_and_once(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var (proposal, token) = await console.ReleasedAsync("key-1");

        Assert.IsType<RedeemGrantOutcome.OtherArguments>(await console.RedeemAsync(token, """{"order_id":"W-1","amount":121}"""));
        var first = Assert.IsType<RedeemGrantOutcome.Redeemed>(await console.RedeemAsync(token, """{"amount":120.50,"order_id":"W-1"}"""));
        Assert.IsType<RedeemGrantOutcome.Used>(await console.RedeemAsync(token));

        Assert.Equal((proposal.Id, ProposalStatus.Running), (first.Proposal.Id, (await console.RowAsync(proposal.Id)).Status));
        Assert.IsType<RedeemGrantOutcome.NotAGrant>(await console.RedeemAsync(token[..^3] + "AAA"));
    }

    [Theory, EveryDatabase]
    public async Task One_that_is_too_old_or_was_stopped_is_worth_nothing(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var (_, late) = await console.ReleasedAsync("key-1");
        console.Clock.Advance(TimeSpan.FromSeconds(ProposalLimits.GrantLifetimeSeconds));
        var (_, revoked) = await console.ReleasedAsync("key-2");
        await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Everything, "drill"), default);

        Assert.Equal("grant_expired", Assert.IsType<RedeemGrantOutcome.Gone>(await console.RedeemAsync(late)).Code);
        Assert.Equal("grant_revoked", Assert.IsType<RedeemGrantOutcome.Gone>(await console.RedeemAsync(revoked)).Code);
    }

    [Theory, EveryDatabase]
    public async Task Of_twenty_who_use_it_at_once_on_two_nodes_one_may(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var one = await HallwayConsole.NodeAsync(database, new());
        await one.FurnishAsync();
        await using var other = await HallwayConsole.NodeAsync(database, one.Clock);
        var (_, token) = await one.ReleasedAsync("key-1");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            Task.Run(() => (number % 2 == 0 ? one : other).RedeemAsync(token))));

        Assert.Single(outcomes.OfType<RedeemGrantOutcome.Redeemed>());
        Assert.Equal(19, outcomes.OfType<RedeemGrantOutcome.Used>().Count());
        Assert.Single(await one.WholeLedgerAsync(), entry => entry.Kind == "grant_redeemed");
    }
}
