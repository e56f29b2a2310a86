using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Agents.Schedules;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Schedules;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Deliveries;
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
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using ScheduleOutcome = AgentConsole.Infrastructure.Agents.Schedules.ScheduleOutcome;

namespace AgentConsole.Infrastructure.Tests.Agents.Schedules;

/// <summary>A node with an agent, its endpoint on loopback, and whatever starts its runs; nothing fires unless the test says so.</summary>
internal sealed class ScheduleStage : IAsyncDisposable
{
    public const string Agent = "support-triage-v3";

    public static readonly Caller.Person Admin = A.Person("Adam Admin", Role.Admin);

    private readonly TestDatabase _database;

    private ScheduleStage(TestDatabase database, TestConsole console, LoopbackReceiver endpoint) => (_database, Console, Endpoint) = (database, console, endpoint);

    public TestConsole Console { get; }

    public LoopbackReceiver Endpoint { get; }

    public FakeClock Clock => Console.Clock;

    public static async Task<ScheduleStage> StartAsync(DatabaseProvider provider, string? perDay = null)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var endpoint = await LoopbackReceiver.StartAsync();
        var console = await NodeAsync(database, endpoint, new(), isScheduled: false);
        await console.AcceptAsync(A.Tool().Document());
        await console.RegisterAsync(A.Agent(Agent).Capped(perDay: perDay).Document());
        return new(database, console, endpoint);
    }

    /// <summary>One more node over the same database; a scheduled one fires by itself while its clock is moved.</summary>
    public Task<TestConsole> NodeAsync(FakeClock clock, bool isScheduled) => NodeAsync(_database, Endpoint, clock, isScheduled);

    public JsonElement Document(string cron = "0 6 * * *", string zone = "UTC", string? url = null, string name = "nightly", string agent = Agent, string more = "") => JsonElement.Parse(
        $$"""{"agent":"{{agent}}","environment":"production","name":"{{name}}","cron":"{{cron}}","zone":"{{zone}}","url":"{{url ?? Endpoint.Url + "start"}}"{{more}}}""");

    public Task<ScheduleOutcome> SaveAsync(JsonElement document, ScheduleId? id = null, int? seen = null, Caller? caller = null) =>
        Console.Get<SaveScheduleHandler>().HandleAsync(new(caller ?? Admin, id, seen, document), default);

    public async Task<AgentSchedule> KeptAsync(string more = "", string cron = "0 6 * * *", string name = "nightly") =>
        ((ScheduleOutcome.Saved)await SaveAsync(Document(cron, name: name, more: more))).Schedule;

    /// <summary>Has it fire for a time of its line, as the scheduler would.</summary>
    public Task<JobReport> FireAsync(AgentSchedule schedule, DateTimeOffset? at = null) =>
        Console.Get<StartRunJob>().RunOnceAsync(schedule.Id, at ?? Clock.Instant(), default);

    /// <summary>When each of them fires next, as the scheduler of this node has it.</summary>
    public static async Task<IReadOnlyDictionary<ScheduleId, DateTimeOffset>> NextAsync(TestConsole node)
    {
        var scheduler = await node.Get<ISchedulerFactory>().GetScheduler();
        var stored = await scheduler.QueryTriggers(new TriggerQuery { Job = StartRunJob.Key, Take = JobLimits.TriggersMax });
        var next = new Dictionary<ScheduleId, DateTimeOffset>();
        foreach (var trigger in stored.Items)
            if (ScheduleId.TryParse(trigger.Key.Name, out var id) && trigger.NextFireTimeUtc is { } at) next[id] = at;
        return next;
    }

    public Task<JobReport> RetryAsync() => Console.Get<SendStartsJob>().RunOnceAsync(default);

    public Task<List<ScheduledRun>> RunsAsync() => Console.ReadAsync(db => db.ScheduledRuns.AsNoTracking().OrderBy(run => run.FiredAt).ToListAsync());

    public Task<StopOutcome> StopAsync(StopTarget target) => Console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), target, "It does harm."), default);

    public Task<List<string>> KindsAsync() => Console.ReadAsync(db => db.LedgerEntries.Where(entry => entry.Subject.StartsWith("schedule:"))
        .OrderBy(entry => entry.Seq).Select(entry => entry.Kind).ToListAsync());

    /// <summary>The secret with which the endpoint checks what comes.</summary>
    public async Task<WebhookSecret> SecretAsync()
    {
        var row = await Console.ReadAsync(db => db.WebhookEndpoints.AsNoTracking().SingleAsync(endpoint => endpoint.Agent == Agent));
        return Console.Get<Infrastructure.Deliveries.Webhooks.WebhookSecrets>().SigningFor(row, Clock.GetUtcNow())[0];
    }

    public async ValueTask DisposeAsync()
    {
        await Console.DisposeAsync();
        await Endpoint.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static async Task<TestConsole> NodeAsync(TestDatabase database, LoopbackReceiver endpoint, FakeClock clock, bool isScheduled)
    {
        var console = await TestConsole.StartAsync(database, clock, services =>
        {
            services.AddSingleton<JitterSource>(() => 0);
            services.AddTelemetry(database.Options, new()).AddLedger().AddAccess().AddTools().AddAgents(new()).AddPolicies(new()).AddRisk().AddRuns(new()).AddSpend()
                .AddProposals(new()).AddReviews(new()).AddDeliveries(new DeliveriesOptions { WebhookHosts = [endpoint.HostAndPort] }).AddSchedules();
            services.Remove(services.Single(service => service.ImplementationType == typeof(DeliverWake)));
            if (isScheduled) services.AddJobs(database.Options);
        });
        await console.Get<TraceStorePreparer>().PrepareAsync(StoreUse.Make, CancellationToken.None);
        return console;
    }
}
