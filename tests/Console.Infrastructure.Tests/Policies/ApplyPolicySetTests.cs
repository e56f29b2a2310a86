using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Agents.Documents;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Policies;

public sealed class ApplyPolicySetTests
{
    private const string Refunds = """
        kind: PolicySet
        name: refunds
        engine: cedar
        publish: true
        text: |
          permit (principal, action in Action::"read", resource);
          permit (principal, action == Action::"billing.refund", resource)
            when { context.args.amount.lessThanOrEqual(decimal("50.0")) || context.approvals >= 1 };
        """;

    [Theory, EveryDatabase]
    public async Task The_server_publishes_alone_and_applying_again_changes_nothing(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);

        var first = Assert.IsType<ApplyOutcome.Applied>(await ApplyAsync(console, Refunds));
        var again = Assert.IsType<ApplyOutcome.Applied>(await ApplyAsync(console, Refunds));
        var proposal = await console.ProposedAsync("key-1", PolicyConsole.Args("20"));

        Assert.Equal((AppliedVerb.Created, AppliedVerb.Unchanged), (Assert.Single(first.Changes).Verb, Assert.Single(again.Changes).Verb));
        Assert.Equal((ProposalStatus.Released, "refunds", 1), (proposal.Status, proposal.PolicySet, proposal.PolicyVersion));
    }

    [Theory, EveryDatabase]
    public async Task A_person_applies_a_draft_and_never_publishes_it(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);

        var refused = Assert.IsType<ApplyOutcome.Refused>(await ApplyAsync(console, Refunds, PolicyConsole.Sam));
        var kept = Assert.IsType<ApplyOutcome.Applied>(await ApplyAsync(console, Refunds.Replace("publish: true", "publish: false", StringComparison.Ordinal), PolicyConsole.Sam));

        Assert.Equal("second_person_needed", Assert.Single(refused.Faults).Fault.Code);
        Assert.Equal(AppliedVerb.Created, Assert.Single(kept.Changes).Verb);
        var set = Assert.Single(await console.Get<PolicyQuery>().ListAsync(default));
        Assert.Equal((null, 1), (set.Live?.Number, set.Draft!.Number));
    }

    [Theory, EveryDatabase]
    public async Task What_cannot_be_read_or_does_not_fit_changes_nothing_at_all(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        var unreadable = Refunds.Replace("when {", "when (", StringComparison.Ordinal);
        var misspelt = Refunds.Replace("args.amount", "args.amuont", StringComparison.Ordinal);
        var second = Refunds.Replace("name: refunds", "name: other", StringComparison.Ordinal);

        var one = Assert.IsType<ApplyOutcome.Refused>(await ApplyAsync(console, second + "\n---\n" + unreadable));
        var two = Assert.IsType<ApplyOutcome.Refused>(await ApplyAsync(console, misspelt));
        var three = Assert.IsType<ApplyOutcome.Refused>(await ApplyAsync(console, Refunds + "\n---\n" + Refunds));

        Assert.Equal(("unreadable", "schema", "duplicate"), (one.Faults[0].Fault.Code, two.Faults[0].Fault.Code, three.Faults[0].Fault.Code));
        Assert.Empty(await console.Get<PolicyQuery>().ListAsync(default));
    }

    [Theory, EveryDatabase]
    public async Task A_set_may_speak_of_a_tool_that_comes_in_the_same_call(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        const string Tool = """
            kind: Tool
            name: mail.send
            version: 1
            side_effect: irreversible
            environments: [production]
            input_schema: {type: object, properties: {to: {type: string}}}
            """;
        const string Set = """
            kind: PolicySet
            name: mail
            publish: true
            text: permit (principal, action == Action::"mail.send", resource) when { context.args has to && context.args.to like "*@example.com" };
            """;

        Assert.IsType<ApplyOutcome.Refused>(await ApplyAsync(console, Set));
        Assert.IsType<ApplyOutcome.Applied>(await ApplyAsync(console, Set + "\n---\n" + Tool));
    }

    private static Task<ApplyOutcome> ApplyAsync(TestConsole console, string text, Caller? caller = null)
    {
        var documents = ((DocumentReading.Read)DocumentReader.Read("set.yaml", text)).Documents;
        return console.Get<ApplyHandler>().HandleAsync(new(caller ?? new Caller.Server(), documents, IsDryRun: false), default);
    }
}
