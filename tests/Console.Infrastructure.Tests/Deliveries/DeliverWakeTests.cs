using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Deliveries;

public sealed class DeliverWakeTests
{
    [Theory, EveryDatabase]
    public async Task What_is_put_in_the_outbox_leaves_without_waiting_for_the_schedule(DatabaseProvider provider)
    {
        await using var stage = await DeliveriesStage.StartAsync(provider, isWoken: true);
        var (id, _) = await stage.RegisterAsync();
        await stage.Console.Get<TestWebhookHandler>().HandleAsync(new(DeliveriesStage.Operator, id), default);
        await Eventually.IsTrueAsync(stage.Clock, () => stage.Receiver.Received.Count > 0, "the receiver hears of it");
        Assert.Contains(EventType.WebhookTest, Assert.Single(stage.Receiver.Received).Text, StringComparison.Ordinal);
    }
}
