using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Documents;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Agents.Documents;

public sealed class ApplyHandlerTests
{
    private const string Both = """
        kind: Agent
        name: support-triage-v3
        dri: dri@example.com
        stage: narrow_production_writes
        manifest:
          - {tool: billing.refund, environments: [production], arguments: {properties: {amount: {maximum: 500}}}}
        caps: {per_run_usd: "2.00", per_day_usd: "50.00"}
        ---
        kind: Tool
        name: billing.refund
        version: 1
        side_effect: write
        environments: [staging, production]
        input_schema: {type: object, required: [order_id, amount], additionalProperties: false, properties: {order_id: {type: string}, amount: {type: number}, email: {type: string}}}
        sensitivity: [money]
        pointers: {money: /amount, target: /order_id, recipient: /email}
        redact: [/email]
        result_trust: trusted
        executes: agent
        preview: {method: GET, url: "http://127.0.0.1:9000/orders/{order_id}", select: {status: /status}}
        limits: {timeout_s: 30, per_minute: 60}
        """;

    [Theory, EveryDatabase]
    public async Task Tools_come_before_the_agents_that_name_them(DatabaseProvider provider)
    {
        await using var console = await ToolConsole.StartAsync(provider);

        var applied = Assert.IsType<ApplyOutcome.Applied>(await ApplyAsync(console, Both));

        Assert.Equal([("Tool", "billing.refund", 1, AppliedVerb.Created), ("Agent", "support-triage-v3", 1, AppliedVerb.Created)],
            applied.Changes.Select(change => (change.Kind, change.Name, change.Version, change.Verb)));
        Assert.NotNull(console.Get<ContractCache>().Find("billing.refund"));
        Assert.NotNull(console.Get<AgentCache>().Find("support-triage-v3"));
        Assert.Equal(["tool_accepted", "agent_registered"], (await console.WholeLedgerAsync()).Select(entry => entry.Kind));
    }

    [Theory, EveryDatabase]
    public async Task Applying_again_changes_nothing(DatabaseProvider provider)
    {
        await using var console = await ToolConsole.StartAsync(provider);
        await ApplyAsync(console, Both);

        for (var again = 0; again < 3; again++)
        {
            var applied = Assert.IsType<ApplyOutcome.Applied>(await ApplyAsync(console, Both));
            Assert.All(applied.Changes, change => Assert.Equal(AppliedVerb.Unchanged, change.Verb));
        }

        Assert.Equal(2, (await console.WholeLedgerAsync()).Count);
    }

    [Theory, EveryDatabase]
    public async Task A_dry_run_says_the_difference_and_changes_nothing(DatabaseProvider provider)
    {
        await using var console = await ToolConsole.StartAsync(provider);
        await ApplyAsync(console, Both);
        var changed = Both.Replace("version: 1", "version: 2", StringComparison.Ordinal).Replace("timeout_s: 30", "timeout_s: 60", StringComparison.Ordinal)
            .Replace("maximum: 500", "maximum: 200", StringComparison.Ordinal);

        var would = Assert.IsType<ApplyOutcome.Applied>(await ApplyAsync(console, changed, isDryRun: true));

        Assert.Equal([("Tool", 2, AppliedVerb.Changed), ("Agent", 2, AppliedVerb.Changed)], would.Changes.Select(change => (change.Kind, change.Version, change.Verb)));
        Assert.Equal([new("/limits/timeout_s", "30", "60"), new("/version", "1", "2")], would.Changes[0].Differences);
        Assert.Equal("/manifest", Assert.Single(would.Changes[1].Differences).Pointer);
        Assert.Equal(2, (await console.WholeLedgerAsync()).Count);
        Assert.Equal(1, console.Get<ContractCache>().Find("billing.refund")!.Contract.Version);

        var did = Assert.IsType<ApplyOutcome.Applied>(await ApplyAsync(console, changed));
        Assert.Equal(would.Changes.Select(change => (change.Name, change.Version, change.Verb)), did.Changes.Select(change => (change.Name, change.Version, change.Verb)));
        Assert.Equal(2, console.Get<ContractCache>().Find("billing.refund")!.Contract.Version);
    }

    [Theory, EveryDatabase]
    public async Task One_wrong_document_keeps_all_the_others_out(DatabaseProvider provider)
    {
        await using var console = await ToolConsole.StartAsync(provider);
        await ApplyAsync(console, A.Tool("taken").Document());

        foreach (var wrong in new[]
        {
            """{"kind":"Tool","name":"x","version":1,"side_effect":"read","environments":["dev"],"input_schema":{"type":"objekt"}}""",
            """{"kind":"Agent","name":"y","manifest":[{"tool":"nowhere","environments":["dev"]}]}""",
            """{"kind":"Budget","name":"z"}""",
            """{"name":"no kind"}""",
            """{"kind":"Tool","name":"taken","version":1,"side_effect":"read","environments":["dev"],"input_schema":{}}""",
            "[]",
            "just text",
        })
        {
            var refused = Assert.IsType<ApplyOutcome.Refused>(await ApplyAsync(console, Both + "\n---\n" + wrong));
            Assert.NotEmpty(refused.Faults);
            Assert.Single(await console.WholeLedgerAsync());
            Assert.IsType<ApplyOutcome.Refused>(await ApplyAsync(console, Both + "\n---\n" + wrong, isDryRun: true));
        }

        Assert.Null(console.Get<AgentCache>().Find("support-triage-v3"));
    }

    [Theory, EveryDatabase]
    public async Task Two_versions_of_a_tool_in_one_file_follow_each_other(DatabaseProvider provider)
    {
        await using var console = await ToolConsole.StartAsync(provider);

        await ApplyAsync(console, A.Tool().Version(2).Document() + "\n---\n" + A.Tool().Version(1).Document());

        Assert.Equal(2, console.Get<ContractCache>().Find("billing.refund")!.Contract.Version);
        Assert.Equal([(1, false), (2, true)], (await console.ReadAsync(db => db.ToolVersions.OrderBy(row => row.Version).ToListAsync()))
            .Select(row => (row.Version, row.IsCurrent)));
        Assert.IsType<ApplyOutcome.Applied>(await ApplyAsync(console, A.Tool().Version(2).Document() + "\n---\n" + A.Tool().Version(1).Document()));
        Assert.Equal(2, (await console.WholeLedgerAsync()).Count);
    }

    [Fact]
    public async Task What_stands_twice_in_one_call_is_refused()
    {
        await using var console = await ToolConsole.StartAsync(DatabaseProvider.Sqlite);

        var refused = Assert.IsType<ApplyOutcome.Refused>(await ApplyAsync(console, Both + "\n---\n" + Both));

        Assert.Equal(["duplicate", "duplicate"], refused.Faults.Select(fault => fault.Fault.Code));
    }

    [Fact]
    public async Task A_kind_that_is_not_known_yet_is_named()
    {
        await using var console = await ToolConsole.StartAsync(DatabaseProvider.Sqlite);

        var refused = Assert.IsType<ApplyOutcome.Refused>(await ApplyAsync(console, "kind: Alert\nname: refunds\nrunbook: none"));

        var fault = Assert.Single(refused.Faults);
        Assert.Equal(("Alert", "refunds", "kind_unknown", 1), (fault.Kind, fault.Name, fault.Fault.Code, fault.Line));
    }

    [Fact]
    public async Task An_archived_agent_does_not_come_back()
    {
        await using var console = await ToolConsole.StartAsync(DatabaseProvider.Sqlite);
        await ApplyAsync(console, Both);
        await console.Get<ArchiveAgentHandler>().HandleAsync(new(new Caller.Server(), "support-triage-v3"), default);

        var refused = Assert.IsType<ApplyOutcome.Refused>(await ApplyAsync(console, Both));

        Assert.Equal("archived", Assert.Single(refused.Faults).Fault.Code);
    }

    [Fact]
    public async Task Rights_are_asked_by_kind()
    {
        await using var console = await ToolConsole.StartAsync(DatabaseProvider.Sqlite);

        var refused = Assert.IsType<ApplyOutcome.Refused>(await ApplyAsync(console, Both, caller: A.Person("Dora", Role.Dri)));

        var fault = Assert.Single(refused.Faults);
        Assert.Equal(("Tool", "role_missing"), (fault.Kind, fault.Fault.Code));
    }

    private static Task<ApplyOutcome> ApplyAsync(TestConsole console, string yaml, bool isDryRun = false, Caller? caller = null) =>
        console.Get<ApplyHandler>().HandleAsync(new(caller ?? new Caller.Server(),
            Assert.IsType<DocumentReading.Read>(DocumentReader.Read("f.yaml", yaml)).Documents, isDryRun), default);
}
