using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Agents;

public sealed class StandingQueryTests
{
    private const string Name = "support-triage-v3";

    [Theory, EveryDatabase]
    public async Task What_the_manifest_and_the_stage_reach_is_allowed(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);

        Assert.Equal(VerdictKind.Allow, (await AskAsync(console)).Kind);
    }

    [Theory, EveryDatabase]
    public async Task Everything_else_is_denied_with_its_code(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);

        Assert.Equal("agent_unknown", (await AskAsync(console, agent: "nobody")).Code);
        Assert.Equal("not_in_manifest", (await AskAsync(console, tool: "db.drop")).Code);
        Assert.Equal("wrong_environment", (await AskAsync(console, environment: "dev")).Code);
        var outside = await AskAsync(console, arguments: """{"order_id":"W-1","amount":501}""");
        Assert.Equal("outside_manifest_limits", outside.Code);
        Assert.Contains("/amount", outside.Reason, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task A_text_does_not_slip_under_a_maximum(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);

        Assert.Equal("outside_manifest_limits", (await AskAsync(console, arguments: """{"order_id":"W-1","amount":"9000"}""")).Code);
    }

    [Theory, EveryDatabase]
    public async Task A_retired_tool_is_denied_though_the_manifest_names_it(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        await console.Get<RetireToolHandler>().HandleAsync(new(new Caller.Server(), "billing.refund"), default);

        Assert.Equal("tool_unknown", (await AskAsync(console)).Code);
    }

    [Theory, EveryDatabase]
    public async Task An_archived_agent_is_unknown(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        await console.Get<ArchiveAgentHandler>().HandleAsync(new(new Caller.Server(), Name), default);

        Assert.Equal("agent_unknown", (await AskAsync(console)).Code);
    }

    [Theory, EveryDatabase]
    public async Task A_stop_of_any_reach_denies(DatabaseProvider provider)
    {
        foreach (var target in new[] { StopTarget.Agent(Name), StopTarget.Tool("billing.refund"), StopTarget.Everything })
        {
            await using var console = await ReadyAsync(provider);
            await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), target, "drill"), default);

            var answer = await AskAsync(console);
            Assert.Equal(("stopped", true), (answer.Code, answer.IsRetryable));

            await console.Get<ResumeHandler>().HandleAsync(new(new Caller.Server(), target, "over"), default);
            Assert.Equal(VerdictKind.Allow, (await AskAsync(console)).Kind);
        }
    }

    [Theory, EveryDatabase]
    public async Task A_stop_of_another_agent_or_tool_reaches_nobody_else(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        await console.AcceptAsync(A.Tool("other.tool").Document());
        await console.RegisterAsync(A.Agent("other").Document());
        await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Tool("other.tool"), "drill"), default);
        await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Agent("other"), "drill"), default);

        Assert.Equal(VerdictKind.Allow, (await AskAsync(console)).Kind);
        Assert.Equal("stopped", (await AskAsync(console, agent: "other")).Code);
    }

    [Theory, EveryDatabase]
    public async Task What_another_node_changed_holds_before_this_one_has_heard_of_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        // Two clocks: this node's stands still, so that nothing reaches it but the question itself.
        await using var here = await ToolConsole.NodeAsync(database, new FakeClock());
        await PrepareAsync(here);
        await using var there = await ToolConsole.NodeAsync(database, new FakeClock());

        await there.ChangeAsync(Name, A.Agent().Stage(Stage.Propose).Document());
        Assert.Equal("stage_ceiling", (await AskAsync(here)).Rule);

        await there.ChangeAsync(Name, A.Agent().MayUse("billing.refund", null, "staging").Document());
        Assert.Equal("wrong_environment", (await AskAsync(here)).Code);

        await there.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Agent(Name), "drill"), default);
        Assert.Equal("stopped", (await AskAsync(here)).Code);
    }

    [Theory, EveryDatabase]
    public async Task A_contract_that_changed_elsewhere_is_to_be_read_again(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var here = await ToolConsole.NodeAsync(database, new FakeClock());
        await PrepareAsync(here);
        await using var there = await ToolConsole.NodeAsync(database, new FakeClock());

        // What it went by before: a node hears of the other's change when it likes.
        var judged = Judged(here, "billing.refund");
        await there.AcceptAsync(A.Tool().Version(2).Document());

        var answer = await here.Transaction.RunAsync((db, _) => AskAsync(here, db, judged), default);
        Assert.Equal(("contract_changed", true), (answer.Code, answer.IsRetryable));
        await here.Get<ContractCache>().ReloadAsync(default);
        Assert.Equal(VerdictKind.Allow, (await AskAsync(here)).Kind);
    }

    [Theory, EveryDatabase]
    public async Task What_is_rolled_back_was_never_so(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);

        await Assert.ThrowsAsync<InvalidOperationException>(() => console.Transaction.RunAsync<int>(async (db, inner) =>
        {
            var row = await db.Agents.SingleAsync(agent => agent.Name == Name, inner);
            row.Document = row.Document.Replace("\"production\"", "\"dev\"", StringComparison.Ordinal);
            row.Version++;
            await db.SaveChangesAsync(inner);
            Assert.Equal("wrong_environment", (await AskAsync(console, db)).Code);
            throw new InvalidOperationException("Changed its mind.");
        }, default));

        Assert.Equal(VerdictKind.Allow, (await AskAsync(console)).Kind);
    }

    [Theory, EveryDatabase]
    public async Task A_contract_that_the_arguments_were_not_judged_by_allows_nothing(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        var first = console.Get<ContractCache>().Find("billing.refund")!.Contract;
        await console.AcceptAsync(A.Tool().Version(2).Document());

        var unread = await console.Transaction.RunAsync((db, _) => AskAsync(console, db, null), default);
        var old = await console.Transaction.RunAsync((db, _) => AskAsync(console, db, first), default);

        Assert.All([unread, old], answer => Assert.Equal((VerdictKind.Deny, "contract_changed", true), (answer.Kind, answer.Code, answer.IsRetryable)));
        Assert.Equal(VerdictKind.Allow, (await AskAsync(console)).Kind);
    }

    [Theory, EveryDatabase]
    public async Task A_reason_stays_short_however_long_the_agents_names_are(DatabaseProvider provider)
    {
        await using var console = await ToolConsole.StartAsync(provider);
        await console.AcceptAsync(A.Tool().Document());
        await console.RegisterAsync(A.Agent().MayUse("billing.refund", """{"additionalProperties":false,"properties":{"amount":{}}}""").Document());
        var names = Enumerable.Range(0, 9).Select(number => $"\"{number}{new string('n', 600)}\":1");

        var answer = await AskAsync(console, arguments: $$"""{"amount":1,{{string.Join(',', names)}}}""");

        Assert.Equal("outside_manifest_limits", answer.Code);
        Assert.InRange(answer.Reason.Length, 100, ProposalLimits.PolicyReasonLengthMax);
    }

    [Theory, EveryDatabase]
    public async Task An_agent_whose_people_have_left_may_only_propose(DatabaseProvider provider)
    {
        await using var console = await ToolConsole.StartAsync(provider);
        await console.AcceptAsync(A.Tool().Document());
        await console.RegisterAsync(A.Agent().AnsweredForBy("Dora@example.com", "dan@example.com").Document());
        Assert.Equal(VerdictKind.Allow, (await AskAsync(console)).Kind);

        await console.AddAsync(ClosedAccount("dora@example.com"));
        Assert.Equal(VerdictKind.Allow, (await AskAsync(console)).Kind);

        await console.AddAsync(ClosedAccount("dan@example.com"));
        Assert.Equal("no_dri", (await AskAsync(console)).Rule);
        Assert.Equal(Coverage.Nobody, (await console.Get<AgentQuery>().FindAsync(Name, default))!.Coverage);
    }

    private static Person ClosedAccount(string email) => new()
    {
        Id = Guid.CreateVersion7(A.Moment),
        Email = email,
        UserName = email,
        NormalizedEmail = email.ToUpperInvariant(),
        NormalizedUserName = email.ToUpperInvariant(),
        DisplayName = email,
        AddedAt = A.Moment,
        IsDisabled = true,
    };

    private static async Task<TestConsole> ReadyAsync(DatabaseProvider provider)
    {
        var console = await ToolConsole.StartAsync(provider);
        await PrepareAsync(console);
        return console;
    }

    private static async Task PrepareAsync(TestConsole console)
    {
        await console.AcceptAsync(A.Tool().Document());
        await console.RegisterAsync(A.Agent().MayUse("billing.refund", """{"properties":{"amount":{"maximum":500}}}""").Document());
    }

    private static Task<PolicyAnswer> AskAsync(TestConsole console, string agent = Name, string tool = "billing.refund",
        string environment = "production", string arguments = """{"order_id":"W-1","amount":120}""") =>
        console.Transaction.RunAsync((db, _) => AskAsync(console, db, Judged(console, tool), agent, tool, environment, arguments), default);

    private static Task<PolicyAnswer> AskAsync(TestConsole console, ConsoleDbContext db) => AskAsync(console, db, Judged(console, "billing.refund"));

    private static async Task<PolicyAnswer> AskAsync(TestConsole console, ConsoleDbContext db, ToolContract? judged, string agent = Name,
        string tool = "billing.refund", string environment = "production", string arguments = """{"order_id":"W-1","amount":120}""") =>
        (await console.Get<StandingQuery>().LookAsync(db, agent, tool, judged, environment, JsonElement.Parse(arguments), default)).Answer;

    private static ToolContract? Judged(TestConsole console, string tool) => console.Get<ContractCache>().Find(tool)?.Contract;
}
