using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Tools;

public sealed class AcceptToolTests
{
    [Theory, EveryDatabase]
    public async Task A_new_tool_can_be_found_from_the_answer_on(DatabaseProvider provider)
    {
        await using var console = await ToolConsole.StartAsync(provider);

        var outcome = await console.AcceptAsync(A.Tool().Document());

        Assert.Equal(new AcceptToolOutcome.Accepted("billing.refund", 1, null), outcome);
        Assert.Equal(1, console.Get<ContractCache>().Find("billing.refund")!.Contract.Version);
        var entry = Assert.Single(await console.WholeLedgerAsync());
        Assert.Equal(("tool_accepted", "tool:billing.refund", "server"), (entry.Kind, entry.Subject, entry.Actor));
    }

    [Theory, EveryDatabase]
    public async Task The_same_content_again_changes_nothing(DatabaseProvider provider)
    {
        await using var console = await ToolConsole.StartAsync(provider);
        await console.AcceptAsync(A.Tool().Document());

        // The same members in another order and without the kind are the same contract.
        var again = System.Text.Json.Nodes.JsonNode.Parse(A.Tool().Document())!.AsObject();
        again.Remove("kind");
        var version = again["version"]!.DeepClone();
        again.Remove("version");
        again["version"] = version;

        Assert.Equal(new AcceptToolOutcome.Unchanged("billing.refund", 1), await console.AcceptAsync(again.ToJsonString()));
        Assert.Single(await console.WholeLedgerAsync());
    }

    [Theory, EveryDatabase]
    public async Task A_changed_definition_under_the_same_version_is_refused(DatabaseProvider provider)
    {
        await using var console = await ToolConsole.StartAsync(provider);
        await console.AcceptAsync(A.Tool().Document());

        var outcome = await console.AcceptAsync(A.Tool().With("result_trust", "trusted").Document());

        Assert.Equal(new AcceptToolOutcome.VersionExists("billing.refund", 1), outcome);
        Assert.Equal(Domain.Tools.ResultTrust.Untrusted, console.Get<ContractCache>().Find("billing.refund")!.Contract.ResultTrust);
    }

    [Theory, EveryDatabase]
    public async Task A_higher_version_becomes_current_and_the_older_one_stays_readable(DatabaseProvider provider)
    {
        await using var console = await ToolConsole.StartAsync(provider);
        await console.AcceptAsync(A.Tool().Document());

        var outcome = await console.AcceptAsync(A.Tool().Version(4).Document());

        var contracts = console.Get<ContractCache>();
        Assert.Equal(new AcceptToolOutcome.Accepted("billing.refund", 4, 1), outcome);
        Assert.Equal(4, contracts.Find("billing.refund")!.Contract.Version);
        Assert.Equal(1, contracts.Find("billing.refund", 1)!.Contract.Version);
        Assert.Same(contracts.Find("billing.refund", 1), contracts.Find("billing.refund", 1));
        Assert.Null(contracts.Find("billing.refund", 2));
        Assert.Equal(1, await console.ReadAsync(db => db.ToolVersions.CountAsync(row => row.IsCurrent)));
    }

    [Theory, EveryDatabase]
    public async Task A_lower_version_than_the_newest_is_refused(DatabaseProvider provider)
    {
        await using var console = await ToolConsole.StartAsync(provider);
        await console.AcceptAsync(A.Tool().Version(4).Document());

        Assert.Equal(new AcceptToolOutcome.VersionTooLow("billing.refund", 3, 4), await console.AcceptAsync(A.Tool().Version(3).Document()));
    }

    [Theory, EveryDatabase]
    public async Task A_retired_tool_is_gone_until_its_newest_version_is_accepted_again(DatabaseProvider provider)
    {
        await using var console = await ToolConsole.StartAsync(provider);
        await console.AcceptAsync(A.Tool().Document());
        await console.AcceptAsync(A.Tool().Version(2).Document());
        var contracts = console.Get<ContractCache>();

        Assert.Equal(new RetireToolOutcome.Retired("billing.refund", 2),
            await console.Get<RetireToolHandler>().HandleAsync(new(new Caller.Server(), "billing.refund"), default));
        Assert.Null(contracts.Find("billing.refund"));
        Assert.Equal(new RetireToolOutcome.Unknown(),
            await console.Get<RetireToolHandler>().HandleAsync(new(new Caller.Server(), "billing.refund"), default));
        Assert.Equal(new AcceptToolOutcome.Unchanged("billing.refund", 1), await console.AcceptAsync(A.Tool().Document()));
        Assert.Equal(new AcceptToolOutcome.Accepted("billing.refund", 2, null), await console.AcceptAsync(A.Tool().Version(2).Document()));
        Assert.NotNull(contracts.Find("billing.refund"));
    }

    [Theory, EveryDatabase]
    public async Task Eight_who_accept_different_contents_at_once_leave_one(DatabaseProvider provider)
    {
        await using var console = await ToolConsole.StartAsync(provider);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(number => console.AcceptAsync(A.Tool().With("description", $"Number {number}.").Document())));

        Assert.Single(outcomes.OfType<AcceptToolOutcome.Accepted>());
        Assert.Equal(7, outcomes.OfType<AcceptToolOutcome.VersionExists>().Count());
        Assert.Single(await console.WholeLedgerAsync());
    }

    [Theory, EveryDatabase]
    public async Task Another_node_learns_of_it_through_the_feed(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var clock = new FakeClock();
        await using var one = await ToolConsole.NodeAsync(database, clock);
        await using var other = await ToolConsole.NodeAsync(database, clock);

        await one.AcceptAsync(A.Tool().Document());

        await Eventually.IsTrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(200));
            return other.Get<ContractCache>().Find("billing.refund") is not null;
        }, "the other node knows the tool");
    }

    [Fact]
    public async Task A_node_that_starts_later_has_loaded_before_it_serves()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using (var first = await ToolConsole.NodeAsync(database, new())) await first.AcceptAsync(A.Tool().Document());

        await using var second = await ToolConsole.NodeAsync(database, new());

        Assert.NotNull(second.Get<ContractCache>().Find("billing.refund"));
    }

    [Fact]
    public async Task A_stored_contract_that_cannot_be_read_is_no_contract()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using (var first = await ToolConsole.NodeAsync(database, new()))
        {
            await first.AcceptAsync(A.Tool("good.tool").Document());
            await first.AddAsync(new Domain.Tools.ToolVersion
            {
                Name = "odd.tool",
                Version = 1,
                SideEffect = Domain.Tools.SideEffect.Read,
                Document = """{"name":"odd.tool","from":"the future"}""",
                ContractHash = "sha-256:x",
                AcceptedAt = A.Moment,
                AcceptedBy = "server",
                IsCurrent = true,
            });
        }

        await using var second = await ToolConsole.NodeAsync(database, new());

        Assert.Null(second.Get<ContractCache>().Find("odd.tool"));
        Assert.NotNull(second.Get<ContractCache>().Find("good.tool"));
    }

    [Theory]
    [InlineData("""{"type":"objekt"}""", "/input_schema/type")]
    [InlineData("""{"properties":{"a":{"pattern":"("}}}""", "/input_schema/properties/a/pattern")]
    [InlineData("""{"$ref":"https://elsewhere.example/schema"}""", "/input_schema/$ref")]
    public async Task A_schema_that_is_none_is_told_with_its_place(string schema, string pointer)
    {
        await using var console = await ToolConsole.StartAsync(DatabaseProvider.Sqlite);

        var outcome = await console.AcceptAsync(A.Tool().With("pointers", null).Taking(schema).Document());

        var malformed = Assert.IsType<AcceptToolOutcome.Malformed>(outcome);
        Assert.Contains(malformed.Faults, fault => fault.Pointer.StartsWith(pointer, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"name":"x","version":1,"side_effect":"read","environments":["dev"],"input_schema":{"a":1,"a":2}}""", "not_canonical")]
    [InlineData("""{"name":"\ud800","version":1,"side_effect":"read","environments":["dev"],"input_schema":{}}""", "not_canonical")]
    [InlineData("""{"name":"x","version":12345678901234567890,"side_effect":"read","environments":["dev"],"input_schema":{}}""", "not_canonical")]
    public async Task What_has_no_single_form_is_refused(string document, string code)
    {
        await using var console = await ToolConsole.StartAsync(DatabaseProvider.Sqlite);

        var malformed = Assert.IsType<AcceptToolOutcome.Malformed>(await console.AcceptAsync(document));

        Assert.Equal(code, Assert.Single(malformed.Faults).Code);
    }

    [Theory, EveryDatabase]
    public async Task What_was_under_way_with_a_retired_tool_is_over(DatabaseProvider provider)
    {
        await using var console = await ToolConsole.StartAsync(provider);
        await console.AcceptAsync(A.Tool().Document());
        var (waiting, released, elsewhere) = (A.Proposal().Build(), A.Proposal().In(ProposalStatus.Released).Build(), A.Proposal().Using("mail.send").Build());
        await console.AddAsync(waiting, released, elsewhere);
        await console.AddAsync(Grant.Issue(released, A.Clearance(released), A.Moment));

        await console.Get<RetireToolHandler>().HandleAsync(new(new Caller.Server(), "billing.refund"), default);

        var after = await console.ReadAsync(db => db.Proposals.AsNoTracking().ToDictionaryAsync(row => row.Id, row => (row.Status, row.ReasonCode)));
        Assert.Equal((ProposalStatus.Withdrawn, "tool_retired"), after[waiting.Id]);
        Assert.Equal((ProposalStatus.Revoked, "tool_retired"), after[released.Id]);
        Assert.Equal((ProposalStatus.Pending, null), after[elsewhere.Id]);
        Assert.Equal(["proposal_revoked", "proposal_withdrawn", "tool_retired"], (await console.WholeLedgerAsync())[^3..].Select(entry => entry.Kind).Order());
    }

    [Theory]
    [InlineData(Role.Reviewer, false)]
    [InlineData(Role.Dri, false)]
    [InlineData(Role.Auditor, false)]
    [InlineData(Role.Security, true)]
    [InlineData(Role.Admin, true)]
    public async Task Only_who_manages_tools_may(Role role, bool may)
    {
        await using var console = await ToolConsole.StartAsync(DatabaseProvider.Sqlite);

        var outcome = await console.AcceptAsync(A.Tool().Document(), A.Person("Somebody", role));

        Assert.Equal(may, outcome is AcceptToolOutcome.Accepted);
        if (!may) Assert.Equal(new AcceptToolOutcome.RoleMissing(Permission.ManageTools), outcome);
        Assert.Equal(may ? 1 : 0, (await console.WholeLedgerAsync()).Count);
    }

    [Fact]
    public async Task An_agent_may_not()
    {
        await using var console = await ToolConsole.StartAsync(DatabaseProvider.Sqlite);

        Assert.IsType<AcceptToolOutcome.RoleMissing>(await console.AcceptAsync(A.Tool().Document(), A.AgentCaller()));
    }
}
