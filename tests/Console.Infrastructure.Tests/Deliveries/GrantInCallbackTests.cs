using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Deliveries;

public sealed class GrantInCallbackTests
{
    [Theory, EveryDatabase]
    public async Task The_agent_gets_its_grant_and_nobody_else_does(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.RegisterAsync($"{stage.Receiver.Url}registered");
        var (_, grant) = await ReleaseAsync(stage);

        await stage.RunAsync();

        var token = GrantIn(stage.Receiver.Received.Single(message => message.Path == "/callback"));
        Assert.Equal(grant.Id, await stage.Console.Get<GrantTokens>().ReadAsync(token!, default));
        Assert.Null(GrantIn(stage.Receiver.Received.Single(message => message.Path == "/registered")));
    }

    [Theory, EveryDatabase]
    public async Task A_grant_that_cannot_be_used_any_more_is_not_sent(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await ReleaseAsync(stage);
        stage.Clock.Advance(TimeSpan.FromSeconds(ProposalLimits.GrantLifetimeSeconds));

        await stage.RunAsync();

        Assert.Null(GrantIn(Assert.Single(stage.Receiver.Received)));
    }

    [Theory, EveryDatabase]
    public async Task A_grant_that_was_revoked_meanwhile_is_not_sent(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        var (proposal, grant) = await ReleaseAsync(stage);
        await stage.Console.Transaction.RunAsync(async (db, cancellation) =>
        {
            (await db.Grants.FindAsync([grant.Id], cancellation))!.RevokedAt = stage.Clock.GetUtcNow();
            return (await db.Proposals.FindAsync([proposal.Id], cancellation))!.TryTake(ProposalVerb.Revoke, stage.Clock.GetUtcNow());
        }, default);

        await stage.RunAsync();

        var message = Assert.Single(stage.Receiver.Received);
        Assert.Null(GrantIn(message));
        Assert.Equal("revoked", JsonElement.Parse(message.Text).GetProperty("data").GetProperty("state").GetString());
    }

    private static async Task<(Proposal Proposal, Grant Grant)> ReleaseAsync(DeliveriesStage stage)
    {
        var proposal = A.Proposal().In(ProposalStatus.Released).CalledBack($"{stage.Receiver.Url}callback").Build();
        await stage.DecideAsync(proposal);
        var desk = stage.Console.Get<GrantDesk>();
        await desk.ReadyAsync(default);
        var grant = await stage.Console.Transaction.RunAsync(
            (db, _) => Task.FromResult(desk.Issue(db, new Caller.Server(), proposal, A.Clearance(proposal), [], null, stage.Clock.GetUtcNow())), default);
        return (proposal, grant);
    }

    private static string? GrantIn(ReceivedMessage message) =>
        JsonElement.Parse(message.Text).GetProperty("data").TryGetProperty("grant", out var grant) ? grant.GetString() : null;
}
