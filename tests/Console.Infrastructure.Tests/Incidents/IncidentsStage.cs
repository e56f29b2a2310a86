using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Tickets;
using AgentConsole.Infrastructure.Incidents;
using AgentConsole.Infrastructure.Incidents.Tickets;
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
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Incidents;

/// <summary>A node with the rooms whose facts an incident gathers, and a system on loopback that keeps tickets. It sends when the test says so.</summary>
internal sealed class IncidentsStage : IAsyncDisposable
{
    public const string Run = "run-9";
    public const string JiraSecret = "bot@example.com:tok3n";
    public const string PlainSecret = "tok3n";

    private readonly TestDatabase _database;

    private IncidentsStage(TestDatabase database, TestConsole console, LoopbackReceiver system) => (_database, Console, System) = (database, console, system);

    public static Caller.Agent Agent => HallwayConsole.Agent;

    public static Caller.Person Oncall { get; } = A.Person("Ola Oncall", Role.Oncall);

    public static Caller.Person Admin { get; } = A.Person("Ada Admin", Role.Admin);

    public TestConsole Console { get; }

    public LoopbackReceiver System { get; }

    public string Base => System.Url.ToString().TrimEnd('/');

    public static async Task<IncidentsStage> StartAsync(DatabaseProvider provider)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var system = await LoopbackReceiver.StartAsync();
        var console = await TestConsole.StartAsync(database, null, services => Add(services, database, system));
        await console.Get<TraceStorePreparer>().PrepareAsync(StoreUse.Make, default);
        await console.FurnishAsync();
        return new(database, console, system);
    }

    /// <summary>What a run told: three calls, of which the last failed.</summary>
    public Task TellRunAsync(string run = Run, int calls = 3) => Console.Get<TraceIntake>().TakeAsync(Agent, [.. Enumerable.Range(0, calls).Select(at => new NumberedDraft(at + 1, new TraceDraft
    {
        At = Console.Clock.GetUtcNow().AddSeconds(at),
        Kind = TraceKind.ToolCall,
        Tool = "billing.refund",
        Run = run,
        TraceId = $"{at % 3:x32}",
        Outcome = at == calls - 1 ? TraceOutcome.Error : TraceOutcome.Ok,
        ErrorType = at == calls - 1 ? "timeout" : null,
        Arguments = global::System.Text.Json.JsonElement.Parse($$"""{"order_id":"W-{{at}}","amount":1,"email":"customer@example.com"}"""),
        ReportedUsdNanos = 1_000_000,
    }))], default);

    public async Task<IncidentId> ReportedAsync(string run = Run, Caller? by = null)
    {
        var outcome = await Console.Get<ReportFailureHandler>().HandleAsync(new(by ?? Oncall, new FailureSubject.OfRun(run, null, null)), default);
        return Assert.IsType<ReportOutcome.Opened>(outcome).Id;
    }

    public Task<IncidentOutcome> ChangeAsync(IncidentId id, IncidentChange change, Caller? by = null, int? seen = null) =>
        Console.Get<ChangeIncidentHandler>().HandleAsync(new(by ?? Oncall, id, change, seen), default);

    public async Task<IncidentSheet> SheetAsync(IncidentId id) => (await Console.Get<IncidentQuery>().FindAsync(id, default))!;

    public async Task<TicketTargetId> TargetAsync(TicketKind kind, string? secret = null, string? template = null)
    {
        var form = new TicketTargetForm($"ops {kind}", kind, kind == TicketKind.Webhook ? Base + "/hook" : Base,
            kind is TicketKind.JiraCloud or TicketKind.JiraDataCenter ? "OPS" : "acme/ops", secret ?? kind.ToString(), ["agent"], "Bug",
            new Dictionary<IncidentSeverity, string> { [IncidentSeverity.Low] = "High" }, template, IsDisabled: false);
        var outcome = await Console.Get<SaveTicketTargetHandler>().HandleAsync(new(Admin, null, form), default);
        return Assert.IsType<TicketTargetOutcome.Saved>(outcome).Id;
    }

    public Task<JobReport> DeliverAsync() => Console.Get<DeliverJob>().RunOnceAsync(default);

    public Task<OutboxItem> TicketDeliveryAsync() => Console.ReadAsync(db => db.Outbox.AsNoTracking().SingleAsync(row => row.TicketTargetId != null));

    public async ValueTask DisposeAsync()
    {
        await Console.DisposeAsync();
        await System.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static void Add(IServiceCollection services, TestDatabase database, LoopbackReceiver system)
    {
        var tickets = new TicketsOptions
        {
            Secrets = new Dictionary<string, string>
            {
                [nameof(TicketKind.JiraCloud)] = JiraSecret,
                [nameof(TicketKind.JiraDataCenter)] = PlainSecret,
                [nameof(TicketKind.Github)] = PlainSecret,
                [nameof(TicketKind.Gitlab)] = PlainSecret,
                [nameof(TicketKind.Webhook)] = WebhookSecret.Of(new byte[32]).Reveal(),
            },
        };
        services.AddSingleton<JitterSource>(() => 0);
        services.AddLedger().AddAccess().AddTools().AddAgents(new()).AddTelemetry(database.Options, new()).AddPolicies(new()).AddRisk().AddRuns(new()).AddSpend().AddProposals(new())
            .AddReviews(new() { UndoSecondsMedium = 0, UndoSecondsHigh = 0, RefusedAgainSeconds = 0 })
            .AddDeliveries(new() { TicketHosts = [system.HostAndPort], WebhookHosts = [system.HostAndPort], PublicUrl = "https://console.example.com" }, null, tickets).AddIncidents();
        services.Remove(services.Single(service => service.ImplementationType == typeof(DeliverWake)));
    }
}
