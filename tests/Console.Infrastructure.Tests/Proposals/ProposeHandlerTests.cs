using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Proposals;

public sealed class ProposeHandlerTests
{
    [Theory, EveryDatabase]
    public async Task What_the_manifest_allows_waits_for_a_person_and_is_in_the_ledger(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);

        var recorded = Assert.IsType<ProposeOutcome.Recorded>(await console.ProposeAsync("key-1", lifetimeSeconds: 600));

        Assert.Equal((VerdictKind.Review, ProposalStatus.Pending, null), (recorded.Proposal.Verdict, recorded.Proposal.Status, recorded.Grant));
        var kept = await console.RowAsync(recorded.Proposal.Id);
        Assert.Equal((console.Clock.GetUtcNow().AddMinutes(10), """{"amount":120.5,"order_id":"W-1"}"""), (kept.ExpiresAt, kept.Arguments));
        Assert.Equal("proposal_submitted", (await console.WholeLedgerAsync())[^1].Kind);
    }

    [Theory, EveryDatabase]
    public async Task What_is_not_allowed_is_denied_recorded_and_told(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);

        var unknown = Assert.IsType<ProposeOutcome.Recorded>(
            await console.ProposeAsync("key-1", "{}", tool: "mail.send", callbackUrl: "https://agent.example.com/hook"));
        await console.Get<StopHandler>().HandleAsync(new(A.Reviewer(), StopTarget.Everything, "drill"), default);
        var stopped = Assert.IsType<ProposeOutcome.Recorded>(await console.ProposeAsync("key-2"));

        Assert.Equal((ProposalStatus.Denied, "not_in_manifest"), (unknown.Proposal.Status, unknown.Proposal.DenialCode));
        Assert.Equal((ProposalStatus.Denied, "stopped"), (stopped.Proposal.Status, stopped.Proposal.DenialCode));
        Assert.Equal(unknown.Proposal.Id, (await console.ReadAsync(db => db.Outbox.SingleAsync())).ProposalId);
    }

    [Theory, EveryDatabase]
    public async Task Arguments_that_do_not_fit_leave_nothing_behind(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);

        Assert.IsType<ProposeOutcome.Malformed>(await console.ProposeAsync("key-1", """{"order_id":7}"""));
        Assert.IsType<ProposeOutcome.WrongEnvironment>(await console.ProposeAsync("key-1", caller: A.AgentCaller(environment: "sandbox")));

        Assert.Equal(0, await console.ReadAsync(db => db.Proposals.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task The_key_of_one_environment_is_another_key_in_the_next(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);

        var production = await console.ProposedAsync("key-1");
        var staging = Assert.IsType<ProposeOutcome.Recorded>(await console.ProposeAsync("key-1", caller: A.AgentCaller(environment: "staging")));

        Assert.NotEqual(production.Id, staging.Proposal.Id);
        Assert.IsType<ProposeOutcome.KeyReused>(await console.ProposeAsync("key-1", """{"order_id":"W-2","amount":1}"""));
    }

    [Theory, EveryDatabase]
    public async Task Of_twenty_repeats_at_once_on_two_nodes_one_is_taken_in_and_all_hear_of_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var one = await HallwayConsole.NodeAsync(database, new());
        await one.FurnishAsync();
        await using var other = await HallwayConsole.NodeAsync(database, one.Clock);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            Task.Run(() => (number % 2 == 0 ? one : other).ProposeAsync("key-1"))));

        var recorded = outcomes.Cast<ProposeOutcome.Recorded>().ToList();
        Assert.Single(recorded.Select(outcome => outcome.Proposal.Id).Distinct());
        Assert.Single(recorded, outcome => !outcome.IsReplay);
        Assert.Single(await one.WholeLedgerAsync(), entry => entry.Kind == "proposal_submitted");
    }
}
