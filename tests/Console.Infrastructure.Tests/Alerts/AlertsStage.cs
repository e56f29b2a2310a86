using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Alerts;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Mail;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Jobs;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Risk;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Telemetry.Store;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Alerts;

/// <summary>A node with rules that it looks at when the test says so, traces that the test writes, and a receiver on loopback.</summary>
internal sealed class AlertsStage : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private AlertsStage(TestDatabase database, TestConsole console, LoopbackReceiver receiver) => (_database, Console, Receiver) = (database, console, receiver);

    public TestConsole Console { get; }
    public LoopbackReceiver Receiver { get; }
    public FakeClock Clock => Console.Clock;
    public DateTimeOffset Now => Clock.Instant();

    public static Caller.Person Cal { get; } = A.Person("Cal", Role.Oncall);

    public static async Task<AlertsStage> StartAsync(DatabaseProvider provider, MailOptions? mail = null)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var receiver = await LoopbackReceiver.StartAsync();
        var console = await TestConsole.StartAsync(database, new FakeClock(new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero)), services => Add(services, database, receiver, mail));
        await console.Get<TraceStorePreparer>().PrepareAsync(StoreUse.Make, CancellationToken.None);
        return new(database, console, receiver);
    }

    /// <summary>One more node over the same database.</summary>
    public Task<TestConsole> StartSecondNodeAsync() => TestConsole.StartAsync(_database, Clock, services => Add(services, _database, Receiver, null));

    public Task<JobReport> CheckAsync() => Console.Get<CheckAlertsJob>().RunOnceAsync(CancellationToken.None);

    /// <summary>Looks every minute, that many times.</summary>
    public async Task CheckForAsync(int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            await CheckAsync();
            Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    public Task<JobReport> DeliverAsync() => Console.Get<DeliverJob>().RunOnceAsync(CancellationToken.None);

    public async Task<AlertRuleId> RuleAsync(AlertTerms terms) => Assert.IsType<AlertRuleOutcome.Saved>(
        await Console.Get<SaveAlertRuleHandler>().HandleAsync(new(Cal, null, null, JsonElement.Parse(terms.ToJson())), default)).Id;

    public Task<AnswerAlertOutcome> AnswerAsync(AlertId alert, AlertAnswer answer, Caller? caller = null) =>
        Console.Get<AnswerAlertHandler>().HandleAsync(new(caller ?? Cal, alert, answer), default);

    public Task<List<Alert>> AlertsAsync() => Console.ReadAsync(db => db.Alerts.AsNoTracking().OrderBy(alert => alert.FirstSeenAt).ToListAsync());

    public async Task<Alert> OnlyAlertAsync() => Assert.Single(await AlertsAsync());

    public async Task<IReadOnlyList<string>> KindsAsync() =>
        [.. (await Testing.Ledger.Happenings.WholeLedgerAsync(Console)).Select(entry => entry.Kind).Where(kind => kind.StartsWith("alert_", StringComparison.Ordinal) && kind != "alert_rule_changed")];

    public Task<List<OutboxItem>> SentAsync() => Console.ReadAsync(db => db.Outbox.AsNoTracking().OrderBy(item => item.CreatedAt).ThenBy(item => item.Id).ToListAsync());

    public async Task WriteAsync(params TraceEvent[] events)
    {
        var store = Console.Get<TraceStore>();
        await using var session = new TraceWriteSession(store, await store.OpenAsync(default));
        await session.WriteAsync(events, null, default);
    }

    /// <summary>Refusals of an agent by policy, so many minutes ago.</summary>
    public static TraceEvent[] Denials(DateTimeOffset at, int count, string agent = "support") =>
        [.. Enumerable.Range(0, count).Select(number => Event(TraceKind.Policy, at.AddSeconds(number % 50), $"run-{number}", agent) with { Outcome = TraceOutcome.Denied, Rule = "refund_large" })];

    public static TraceEvent Event(TraceKind kind, DateTimeOffset at, string run, string agent = "support") => new()
    {
        Agent = agent,
        Environment = "production",
        Run = run,
        At = at,
        ReceivedAt = at,
        Kind = kind,
        Outcome = TraceOutcome.Ok,
        Tool = kind == TraceKind.ToolCall ? "crm.get" : null,
        Model = kind == TraceKind.ModelCall ? "gpt-4.1-mini" : null,
    };

    /// <summary>A day in which an agent is refused once in a while.</summary>
    public Task QuietDayAsync(string agent = "support") =>
        WriteAsync([.. Enumerable.Range(1, 47).Select(half => Denials(Now.AddMinutes(-half * 30 - 15), 1, agent)).SelectMany(events => events)]);

    public async ValueTask DisposeAsync()
    {
        await Console.DisposeAsync();
        await Receiver.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static void Add(IServiceCollection services, TestDatabase database, LoopbackReceiver receiver, MailOptions? mail)
    {
        services.AddSingleton<JitterSource>(() => 0)
            .AddLedger().AddAccess().AddTools().AddAgents(new()).AddSpend().AddTelemetry(database.Options, new()).AddPolicies(new()).AddRisk().AddRuns(new()).AddProposals(new()).AddReviews(new())
            .AddDeliveries(new DeliveriesOptions { WebhookHosts = [receiver.HostAndPort], PublicUrl = "https://console.example.com" }, mail).AddInsights().AddAlerts(new());
        services.Remove(services.Single(service => service.ImplementationType == typeof(DeliverWake)));
    }
}
