using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Infrastructure.Deliveries;
using AgentConsole.Infrastructure.Incidents;
using AgentConsole.Infrastructure.Insights;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Reviews.Permits;
using AgentConsole.Infrastructure.Risk;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Infrastructure.Tools.Executions;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using AgentConsole.Web.Tests.Access;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Reviews;

/// <summary>Pages over a real console: its store, handlers and change feed, with Ana in front of the screen and Ben at another.</summary>
public abstract class ReviewStage : ShellContext, IAsyncLifetime
{
    protected const string RefundAgent = "support";
    protected const string DeleteAgent = "janitor";

    private const string DeleteTool = """
        {"kind":"Tool","name":"crm.deleteAccount","version":1,"side_effect":"write","environments":["production"],
         "input_schema":{"type":"object","required":["account"],"properties":{"account":{"type":"string","maxLength":12}}},
         "sensitivity":["money","secrets","infrastructure","personal_data","external"],"pointers":{"target":"/account"}}
        """;

    private static readonly string OpenRefundTool = Seed.RefundTool.Replace("\"additionalProperties\":false", "\"additionalProperties\":true", StringComparison.Ordinal);

    private TestDatabase _database = null!;
    private int _keys;

    /// <summary>Most pages are not about the time to undo.</summary>
    protected virtual ReviewsOptions Options => new() { UndoSecondsMedium = 0, UndoSecondsHigh = 0, RefusedAgainSeconds = 0 };

    /// <summary>What only the pages of one room need besides.</summary>
    protected virtual void Furnish(IServiceCollection services, DatabaseOptions database) { }

    protected TestConsole Console { get; private set; } = null!;

    protected Seed Seed { get; private set; } = null!;

    protected Caller.Person Ana { get; private set; } = null!;

    protected Caller.Person Ben { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        Console = await TestConsole.StartAsync(_database, Clock, services => Furnish(services
            .AddSingleton<JitterSource>(() => 0.5)
            .AddLedger().AddAccess().AddTools().AddAgents(new()).AddSpend().AddTelemetry(_database.Options, new()).AddPolicies(new()).AddRisk().AddRuns(new()).AddProposals(new()).AddReviews(Options).AddDeliveries(new()).AddExecutions(new(new Dictionary<string, string>())).AddInsights().AddAlerts(new()).AddIncidents(), _database.Options));
        await Console.Get<TraceStorePreparer>().PrepareAsync(StoreUse.Make, CancellationToken.None);
        Seed = new Seed(Console.Get<IServiceProvider>());
        await Seed.ToolAsync(OpenRefundTool);
        await Seed.ToolAsync(DeleteTool);
        await Seed.AgentAsync(RefundAgent);
        await Seed.AgentAsync(DeleteAgent, "crm.deleteAccount");
        Ana = await PersonAsync("Ana", Role.Reviewer, Role.Auditor);
        Ben = await PersonAsync("Ben", Role.Reviewer);

        Use<ChangeFeed>();
        Use<QueueQuery>();
        Use<ReviewQuery>();
        Use<EvidenceQuery>();
        Use<HoldingQuery>();
        Use<ExecutionQuery>();
        Use<ResolveProposalHandler>();
        Use<OpenedQuery>();
        Use<DecideBatchHandler>();
        Use<UndoHandler>();
        Use<ReviewsOptions>();
        Use<GrantPermitHandler>();
        Use<EndPermitHandler>();
        Use<PermitQuery>();
        Use<DecideHandler>();
        Use<ClaimHandler>();
        Use<DraftHandler>();
        Use<ReportFailureHandler>();
        Use<IncidentQuery>();
        Use<ProposalQuery>();
        Use<LedgerQuery>();
        Use<LedgerRowQuery>();
        Use<LedgerVerifier>();
        Use<LedgerSigner>();
        Use<Standings>();
        await SitDownAsync(Ana);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Console.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Somebody else in front of the screen.</summary>
    protected async Task SitDownAsync(Caller.Person person)
    {
        var standing = await Console.Get<Standings>().OfPersonAsync(person.Id, CancellationToken.None);
        Services.AddSingleton<AuthenticationStateProvider>(new SignedInState(standing!, Clock.GetUtcNow()));
    }

    protected async Task<Caller.Person> PersonAsync(string name, params Role[] roles)
    {
        var outcome = await Console.Get<AddPersonHandler>().HandleAsync(
            new AddPerson(new Caller.Server(), $"{name}@example.com", name, roles.ToHashSet(), null), CancellationToken.None);
        return new(((AddPersonOutcome.Added)outcome).Id, name, roles.ToHashSet());
    }

    protected Task<Proposal> RefundAsync(string order, string more = "", Func<Propose, Propose>? adjust = null) =>
        ProposeAsync(RefundAgent, "billing.refund", $$"""{"order_id":"{{order}}","amount":120.00{{more}}}""", adjust);

    protected Task<Proposal> DeletionAsync(string account) => ProposeAsync(DeleteAgent, "crm.deleteAccount", $$"""{"account":"{{account}}"}""");

    /// <summary>The refund agent's manifest no longer holds the refund.</summary>
    protected async Task WithdrawToolAsync()
    {
        var document = JsonElement.Parse($$"""
            {"kind":"Agent","name":"{{RefundAgent}}","dri":"dri@example.com","stage":"narrow_production_writes",
             "manifest":[{"tool":"crm.deleteAccount","environments":["production"]}]}
            """);
        var outcome = await Console.Get<ChangeAgentHandler>().HandleAsync(new ChangeAgent(new Caller.Server(), RefundAgent, null, document), CancellationToken.None);
        Assert.IsType<AgentOutcome.Changed>(outcome);
    }

    protected async Task<DecideOutcome> DecideAsync(Caller.Person person, Proposal proposal, DecisionKind kind,
        ReasonCode? reason = null, string? note = null, string? arguments = null)
    {
        var now = await FindAsync(proposal.Id);
        return await Console.Get<DecideHandler>().HandleAsync(new Decide(person, proposal.Id, kind, now.Digest, now.Version, reason, note,
            arguments is null ? null : JsonElement.Parse(arguments)), CancellationToken.None);
    }

    protected async Task<Proposal> FindAsync(ProposalId id) =>
        (await Console.Get<ProposalQuery>().OfAsync(id, CancellationToken.None))!.Proposal;

    /// <summary>From now on the pages hear nothing: what they show is what was.</summary>
    protected Task StopHearingAsync() => Console.Get<LedgerTail>().StopAsync(CancellationToken.None);

    /// <summary>Waits until it is so, while the clock moves on a little.</summary>
    protected async Task SeeAsync(Action assertion)
    {
        for (var attempt = 0; attempt < 400; attempt++)
        {
            try
            {
                assertion();
                return;
            }
#pragma warning disable CA1031 // Whatever is not so yet, may be so soon; the last look throws what it sees.
            catch (Exception)
#pragma warning restore CA1031
            {
                Clock.Advance(TimeSpan.FromMilliseconds(50));
                await Task.Delay(25);
            }
        }

        assertion();
    }

    /// <summary>Clicks what is there now: live pages render by themselves, so finding and clicking is one step.</summary>
    protected async Task ClickAsync<T>(IRenderedComponent<T> page, string selector) where T : IComponent
    {
        await SeeAsync(() => page.Find(selector));
        await page.InvokeAsync(() => page.Find(selector).ClickAsync());
    }

    private void Use<T>() where T : class => Services.AddSingleton(Console.Get<T>());

    private async Task<Proposal> ProposeAsync(string agent, string tool, string json, Func<Propose, Propose>? adjust = null)
    {
        // One after the other, so that the order in which they expire is the order in which they came.
        Clock.Advance(TimeSpan.FromSeconds(1));
        var arguments = JsonElement.Parse(json);
        var digest = Digest.Of(arguments);
        var command = new Propose(A.AgentCaller(agent), (++_keys).ToString(CultureInfo.InvariantCulture), digest, tool, arguments,
            CanonicalJson.Text(arguments), digest);
        var outcome = await Console.Get<ProposeHandler>().HandleAsync(adjust?.Invoke(command) ?? command, CancellationToken.None);
        return ((ProposeOutcome.Recorded)outcome).Proposal;
    }
}
