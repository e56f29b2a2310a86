using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Deliveries.Mail;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Policies.Opa;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Risk;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Infrastructure.Tools.Executions;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Tests.Proposals;

/// <summary>A node with every room of the hallway, the refund tool and an agent that may use it; nothing leaves the house.</summary>
internal static class HallwayConsole
{
    /// <summary>What is configured under the name BILLING_API.</summary>
    public const string SecretText = "s3cr3t/of+the \"billing\" service";

    public const string Arguments = """{"order_id":"W-1","amount":120.5}""";

    public static readonly Caller.Agent Agent = A.AgentCaller();

    public static async Task<TestConsole> StartAsync(DatabaseProvider provider)
    {
        var console = await TestConsole.StartAsync(provider, AddRooms);
        await console.FurnishAsync();
        return console;
    }

    /// <summary>The same with an engine elsewhere that is asked too.</summary>
    public static async Task<TestConsole> StartAsync(DatabaseProvider provider, OpaOptions opa)
    {
        var console = await TestConsole.StartAsync(provider, services => AddRooms(services, opa, NoWaiting));
        await console.FurnishAsync();
        return console;
    }

    /// <summary>The same with undo windows and memory of what was refused as they are given.</summary>
    /// <param name="previewHost">Where previews may be read, as host and port; nowhere without one.</param>
    public static async Task<TestConsole> StartAsync(DatabaseProvider provider, ReviewsOptions reviews, string? previewHost = null)
    {
        var console = await TestConsole.StartAsync(provider, services => AddRooms(services, new(), reviews, previewHost));
        await console.FurnishAsync();
        return console;
    }

    /// <summary>The same with what leaves the house as it is given; nothing does before the test says so.</summary>
    public static async Task<TestConsole> StartAsync(DatabaseProvider provider, DeliveriesOptions deliveries, MailOptions mail)
    {
        var console = await TestConsole.StartAsync(provider, services => AddRooms(services, new(), NoWaiting, deliveries, mail));
        await console.FurnishAsync();
        return console;
    }

    /// <summary>One of several nodes over one database; the first one furnishes it before the others start.</summary>
    public static Task<TestConsole> NodeAsync(TestDatabase database, FakeClock clock) => TestConsole.StartAsync(database, clock, AddRooms);

    /// <summary>The same where the console may call a host itself, which is also told of decisions; nothing leaves before the test says so.</summary>
    public static async Task<TestConsole> ExecutingAsync(DatabaseProvider provider, string host)
    {
        var console = await TestConsole.StartAsync(provider, services => AddRooms(services, new(), NoWaiting, new() { ExecutionHosts = [host], WebhookHosts = [host] }, new()));
        await console.FurnishAsync();
        return console;
    }

    public static Task<TestConsole> ExecutingNodeAsync(TestDatabase database, FakeClock clock, string host) => TestConsole.StartAsync(
        database, clock, services => AddRooms(services, new(), NoWaiting, new() { ExecutionHosts = [host], WebhookHosts = [host] }, new()));

    /// <summary>The same with an operational store beside it, into which the test writes.</summary>
    public static async Task<TestConsole> TracedAsync(DatabaseProvider provider)
    {
        var console = await TestConsole.StartAsync(provider, (services, database) => AddRooms(services.AddTraceStore(database)));
        await console.Get<TraceStorePreparer>().PrepareAsync(StoreUse.Make, default);
        await console.FurnishAsync();
        return console;
    }

    public static async Task FurnishAsync(this TestConsole console)
    {
        await console.AcceptAsync(A.Tool().Document());
        await console.RegisterAsync(A.Agent().Document());
    }

    public static Task<ProposeOutcome> ProposeAsync(this TestConsole console, string key, string arguments = Arguments,
        Caller.Agent? caller = null, int? lifetimeSeconds = null, string tool = "billing.refund", string? callbackUrl = null) =>
        console.Get<ProposeHandler>().HandleAsync(Command(key, arguments, caller, lifetimeSeconds, tool, callbackUrl), default);

    /// <summary>A proposal that must have been taken in.</summary>
    public static async Task<Proposal> ProposedAsync(this TestConsole console, string key, string arguments = Arguments, int? lifetimeSeconds = null) =>
        ((ProposeOutcome.Recorded)await console.ProposeAsync(key, arguments, lifetimeSeconds: lifetimeSeconds)).Proposal;

    public static Task<DecideOutcome> DecideAsync(this TestConsole console, Caller caller, Proposal read, DecisionKind kind, string? arguments = null) =>
        console.Get<DecideHandler>().HandleAsync(
            new(caller, read.Id, kind, read.Digest, Arguments: arguments is null ? null : JsonElement.Parse(arguments)), default);

    /// <summary>A proposal that was approved, as its agent reads it, with its token.</summary>
    public static async Task<(Proposal Proposal, string Token)> ReleasedAsync(this TestConsole console, string key)
    {
        var proposal = await console.ProposedAsync(key);
        await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Approve);
        var state = (await console.OwnAsync(proposal.Id))!;
        return (state.Proposal, (await console.Get<GrantTokens>().TextOfAsync(state.Grant!, default))!);
    }

    public static Task<ProposalState?> OwnAsync(this TestConsole console, ProposalId id) =>
        console.Get<ProposalQuery>().OwnAsync(Agent.Name, Agent.Environment, id, default);

    public static Task<RedeemGrantOutcome> RedeemAsync(this TestConsole console, string token, string arguments = Arguments) =>
        console.Get<RedeemGrantHandler>().HandleAsync(token, Digest.Of(JsonElement.Parse(arguments)), default);

    public static Task<Proposal> RowAsync(this TestConsole console, ProposalId id) =>
        console.ReadAsync(db => db.Proposals.AsNoTracking().SingleAsync(proposal => proposal.Id == id));

    private static Propose Command(string key, string arguments, Caller.Agent? caller, int? lifetimeSeconds, string tool, string? callbackUrl)
    {
        var args = JsonElement.Parse(arguments);
        var submission = Digest.OfBytes(Encoding.UTF8.GetBytes($"{tool} {arguments} {lifetimeSeconds}"));
        return new(caller ?? Agent, key, submission, tool, args, CanonicalJson.Text(args), Digest.Of(args),
            LifetimeSeconds: lifetimeSeconds, CallbackUrl: callbackUrl);
    }

    private static ToolSecrets Secrets => new(new Dictionary<string, string> { ["BILLING_API"] = SecretText });

    // Most tests are not about the time to undo.
    private static ReviewsOptions NoWaiting => new() { UndoSecondsMedium = 0, UndoSecondsHigh = 0, RefusedAgainSeconds = 0 };

    private static void AddRooms(IServiceCollection services) => AddRooms(services, new(), NoWaiting);

    private static void AddRooms(IServiceCollection services, OpaOptions opa, ReviewsOptions reviews, string? previewHost = null) =>
        AddRooms(services, opa, reviews, new() { PreviewHosts = previewHost is null ? [] : [previewHost] }, new());

    private static void AddRooms(IServiceCollection services, OpaOptions opa, ReviewsOptions reviews, DeliveriesOptions deliveries, MailOptions mail)
    {
        services.AddSingleton<JitterSource>(() => 0);
        services.AddLedger().AddAccess().AddTools().AddAgents(new()).AddPolicies(new(), opa).AddRisk().AddRuns(new()).AddSpend().AddProposals(new()).AddReviews(reviews).AddDeliveries(deliveries, mail)
            .AddExecutions(Secrets);
        services.Remove(services.Single(service => service.ImplementationType == typeof(DeliverWake)));
        services.Remove(services.Single(service => service.ImplementationType == typeof(ExecuteWake)));
    }
}
