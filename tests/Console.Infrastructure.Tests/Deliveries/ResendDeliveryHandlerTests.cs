using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Deliveries;

public sealed class ResendDeliveryHandlerTests
{
    [Theory, EveryDatabase]
    public async Task What_was_delivered_goes_out_again_under_the_same_id(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.RegisterAsync();
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).Build());
        await stage.RunAsync();

        Assert.IsType<ResendOutcome.Queued>(await ResendAsync(stage, DeliveriesStage.Operator));
        Assert.Equal(DeliveryStatus.Waiting, (await stage.OnlyDeliveryAsync()).Status);
        await stage.RunAsync();

        Assert.Equal(2, stage.Receiver.Received.Count);
        Assert.Single(stage.Receiver.Received.Select(message => message.Headers["webhook-id"]).Distinct());
        Assert.Equal([1, 2], (await stage.AttemptsAsync()).Select(attempt => attempt.Number));
        Assert.Equal(["webhook_registered", "delivery_succeeded", "delivery_resent", "delivery_succeeded"], await stage.LedgerKindsAsync());
        Assert.Equal(DeliveriesStage.Operator.Actor, (await stage.LedgerAsync())[2].Actor);
    }

    [Theory, EveryDatabase]
    public async Task What_failed_for_good_begins_the_schedule_anew(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.RegisterAsync();
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).Build());
        stage.Receiver.Answer = LoopbackReceiver.AnswerWith(500);
        for (var attempt = 0; attempt < RetrySchedule.AttemptsMax; attempt++)
        {
            await stage.RunAsync();
            stage.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(DeliveryStatus.Failed, (await stage.OnlyDeliveryAsync()).Status);
        await ResendAsync(stage, DeliveriesStage.Operator);
        await stage.RunAsync();

        var delivery = await stage.OnlyDeliveryAsync();
        Assert.Equal((DeliveryStatus.Waiting, 11), (delivery.Status, delivery.AttemptCount));
        Assert.Equal(stage.Clock.GetUtcNow().AddSeconds(5), delivery.DueAt);
    }

    [Theory, EveryDatabase]
    public async Task What_is_on_its_way_is_not_sent_twice_at_once(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.RegisterAsync();
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).Build());
        await stage.Console.Get<OutboxClaims>().TakeAsync(default);

        Assert.IsType<ResendOutcome.UnderWay>(await ResendAsync(stage, DeliveriesStage.Operator));
    }

    [Theory, EveryDatabase]
    public async Task Only_who_runs_deliveries_sends_again(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);
        await stage.RegisterAsync();
        await stage.DecideAsync(A.Proposal().In(ProposalStatus.Rejected).Build());
        await stage.RunAsync();

        Assert.Equal(new ResendOutcome.RoleMissing(Permission.ManageDeliveries), await ResendAsync(stage, A.Person("Aud", Role.Auditor)));
        Assert.Equal(new ResendOutcome.RoleMissing(Permission.ManageDeliveries), await ResendAsync(stage, A.AgentCaller()));
        Assert.Equal(DeliveryStatus.Delivered, (await stage.OnlyDeliveryAsync()).Status);
        Assert.DoesNotContain("delivery_resent", await stage.LedgerKindsAsync());
    }

    [Theory, EveryDatabase]
    public async Task A_delivery_that_never_was_is_unknown(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider);

        Assert.IsType<ResendOutcome.Unknown>(await stage.Console.Get<ResendDeliveryHandler>()
            .HandleAsync(new(DeliveriesStage.Operator, DeliveryId.New(A.Moment)), default));
    }

    private static async Task<ResendOutcome> ResendAsync(DeliveriesStage stage, Caller caller) =>
        await stage.Console.Get<ResendDeliveryHandler>().HandleAsync(new(caller, (await stage.OnlyDeliveryAsync()).Id), default);
}
