using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Webhooks;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Web.Deliveries;
using AgentConsole.Web.Tests.Access;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Deliveries;

/// <summary>Renders this room's pages over a real node that delivers to a receiver on loopback.</summary>
public abstract class DeliveriesContext : ShellContext, IAsyncLifetime
{
    private TestConsole _console = null!;
    private DeliveriesOptions _options = null!;

    protected LoopbackReceiver Receiver { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Receiver = await LoopbackReceiver.StartAsync();
        _options = new() { WebhookHosts = [Receiver.HostAndPort] };
        var database = await Testing.Persistence.TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        _console = await TestConsole.StartAsync(database, Clock, services => services
            .AddAccess().AddSingleton(new ProposalsOptions()).AddSingleton<GrantTokens>()
            .AddSingleton<JitterSource>(() => 0).AddDeliveries(_options));
        Services.AddSingleton(_console.Feed);
        Services.AddSingleton(_console.Get<DeliveriesQuery>());
        Services.AddSingleton(_console.Get<ResendDeliveryHandler>());
        Services.AddSingleton(_console.Get<WebhooksQuery>());
        Services.AddSingleton(new WebhookDesk(_console.Get<RegisterWebhookHandler>(), _console.Get<IssueCallbackSecretHandler>(),
            _console.Get<ChangeWebhookHandler>(), _console.Get<RotateWebhookSecretHandler>(), _console.Get<RemoveWebhookHandler>(),
            _console.Get<TestWebhookHandler>()));
        Services.AddSingleton(_console.Get<Standings>());
    }

    /// <summary>What the pages see is seen by somebody with these roles.</summary>
    protected Task SignInAsync(params Role[] roles) => SignInAsync($"{Guid.NewGuid():N}@example.com", roles);

    protected async Task SignInAsync(string email, params Role[] roles)
    {
        var added = (AddPersonOutcome.Added)await _console.Get<AddPersonHandler>().HandleAsync(
            new(new Caller.Server(), email, "", roles.ToHashSet(), null), default);
        var standing = await _console.Get<Standings>().OfPersonAsync(added.Id, default);
        Services.AddSingleton<AuthenticationStateProvider>(new SignedInState(standing!, Clock.GetUtcNow()));
    }

    protected Task AddAsync(params object[] rows) => _console.AddAsync(rows);

    /// <summary>Writes down a decided proposal and whom it is to be told; the schedule, not a hint, is what sends it.</summary>
    protected async Task DecideAsync(Proposal proposal) => await _console.Transaction.RunAsync(async (db, cancellation) =>
    {
        db.Proposals.Add(proposal);
        await db.DeliverDecisionAsync(proposal, Clock.GetUtcNow(), cancellation);
        return true;
    }, default);

    protected Task UntilAsync(Func<bool> condition, string what) => Eventually.IsTrueAsync(Clock, condition, what);

    protected void Hint() => _console.Feed.Publish([Infrastructure.Live.Topic.Deliveries]);

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        var database = _console.Database;
        await _console.DisposeAsync();
        await database.DisposeAsync();
        await Receiver.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
