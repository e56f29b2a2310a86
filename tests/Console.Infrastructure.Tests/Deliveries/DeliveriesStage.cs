using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Ledger;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Tests.Deliveries;

/// <summary>A node that delivers, and a receiver on loopback that it may reach. It sends when the test says so.</summary>
internal sealed class DeliveriesStage : IAsyncDisposable
{
    private DeliveriesStage(TestConsole console, LoopbackReceiver receiver) => (Console, Receiver) = (console, receiver);

    public TestConsole Console { get; }
    public LoopbackReceiver Receiver { get; }
    public FakeClock Clock => Console.Clock;
    public string Hook => $"{Receiver.Url}hook";

    public static Caller.Person Operator { get; } = A.Person("Otto Operator", Role.Admin);

    public static async Task<DeliveriesStage> StartAsync(
        DatabaseProvider provider, bool isWoken = false, Action<IServiceCollection>? configure = null, bool isScheduled = false)
    {
        var receiver = await LoopbackReceiver.StartAsync();
        return new(await TestConsole.StartAsync(provider, (services, database) =>
        {
            Add(services, receiver, isWoken);
            if (isScheduled) services.AddJobs(database);
            configure?.Invoke(services);
        }), receiver);
    }

    /// <summary>One more node over the same database.</summary>
    public Task<TestConsole> StartSecondNodeAsync() => TestConsole.StartAsync(Console.Database, Clock, services => Add(services, Receiver, false));

    public Task<JobReport> RunAsync() => Console.Get<DeliverJob>().RunOnceAsync(CancellationToken.None);

    public async Task<(WebhookEndpointId Id, WebhookSecret Secret)> RegisterAsync(string? url = null, params string[] eventTypes)
    {
        var outcome = await Console.Get<RegisterWebhookHandler>().HandleAsync(new(Operator, new(url ?? Hook, "", eventTypes)), default);
        var shown = (WebhookOutcome.SecretShown)outcome;
        return (shown.Id, shown.Secret);
    }

    /// <summary>Writes down a decided proposal and whom it is to be told, as the handlers of the hallway do.</summary>
    public async Task<Proposal> DecideAsync(Proposal proposal)
    {
        await Console.Transaction.RunAsync(async (db, cancellation) =>
        {
            db.Proposals.Add(proposal);
            await db.DeliverDecisionAsync(proposal, Clock.GetUtcNow(), cancellation);
            return true;
        }, default);
        return proposal;
    }

    public Task<OutboxItem> OnlyDeliveryAsync() => Console.ReadAsync(db => db.Outbox.AsNoTracking().SingleAsync());

    public Task<List<DeliveryAttempt>> AttemptsAsync() =>
        Console.ReadAsync(db => db.DeliveryAttempts.AsNoTracking().OrderBy(attempt => attempt.Number).ToListAsync());

    public async Task<IReadOnlyList<string>> LedgerKindsAsync() => await Console.ReadAsync(db =>
        db.LedgerEntries.OrderBy(entry => entry.Seq).Select(entry => entry.Kind).ToListAsync());

    public Task<List<LedgerEntry>> LedgerAsync() => Console.ReadAsync(db => db.LedgerEntries.OrderBy(entry => entry.Seq).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await Console.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    private static void Add(IServiceCollection services, LoopbackReceiver receiver, bool isWoken)
    {
        services.AddAccess();
        services.AddSingleton(new ProposalsOptions());
        services.AddSingleton<GrantTokens>();
        services.AddSingleton<GrantDesk>();
        services.AddSingleton<JitterSource>(() => 0);
        services.AddDeliveries(new DeliveriesOptions { WebhookHosts = [receiver.HostAndPort] });
        if (!isWoken) services.Remove(services.Single(service => service.ImplementationType == typeof(DeliverWake)));
    }
}
