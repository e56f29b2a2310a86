using System.Text.Json.Nodes;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Tests.Tools;
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

    [Theory, EveryDatabase]
    public async Task A_repeat_gets_the_first_answer_whatever_became_of_it(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var first = await console.ProposedAsync("key-1", lifetimeSeconds: 600);
        await console.Get<StopHandler>().HandleAsync(new(A.Reviewer(), StopTarget.Everything, "drill"), default);
        console.Clock.Advance(TimeSpan.FromHours(1));
        await console.Get<ResumeHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Everything, "over"), default);
        await console.DecideAsync(A.Reviewer(), first, DecisionKind.Edit, """{"order_id":"W-1","amount":20}""");

        var again = Assert.IsType<ProposeOutcome.Recorded>(await console.ProposeAsync("key-1", lifetimeSeconds: 600));

        Assert.True(again.IsReplay);
        Assert.Null(again.Grant);
        Assert.Equal(Told(first), Told(again.Proposal));
        Assert.Equal(ProposalStatus.Released, (await console.RowAsync(first.Id)).Status);
    }

    [Theory, EveryDatabase]
    public async Task A_repeat_of_what_was_released_at_once_gets_the_same_grant_also_after_it_ended(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var proposal = await console.ProposedAsync("key-1");
        await console.ReadAsync(db => db.Proposals.ExecuteUpdateAsync(row => row
            .SetProperty(each => each.Verdict, VerdictKind.Allow).SetProperty(each => each.Status, ProposalStatus.Released)));
        var released = await console.RowAsync(proposal.Id);
        var grant = await console.Transaction.RunAsync((db, _) =>
            Task.FromResult(console.Get<GrantDesk>().Issue(db, HallwayConsole.Agent, released, A.Clearance(released), [], null, console.Clock.GetUtcNow())), default);
        var token = await console.Get<GrantTokens>().TextOfAsync(grant, default);
        await console.RedeemAsync(token!);
        console.Clock.Advance(TimeSpan.FromHours(1));

        var again = Assert.IsType<ProposeOutcome.Recorded>(await console.ProposeAsync("key-1"));

        Assert.Equal((ProposalStatus.Released, VerdictKind.Allow), (again.Proposal.Status, again.Proposal.Verdict));
        Assert.Equal(token, await console.Get<GrantTokens>().TextOfAsync(again.Grant!, default));
    }

    [Theory, EveryDatabase]
    public async Task A_tool_is_not_proposed_more_often_than_its_contract_allows(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        await console.AcceptAsync(A.Tool().Version(2).With("limits", new JsonObject { ["per_minute"] = 2 }).Document());

        await console.ProposedAsync("key-1");
        console.Clock.Advance(TimeSpan.FromSeconds(20));
        await console.ProposedAsync("key-2");
        await console.ProposedAsync("key-1");
        var limited = Assert.IsType<ProposeOutcome.RateLimited>(await console.ProposeAsync("key-3"));
        Assert.IsType<ProposeOutcome.Recorded>(await console.ProposeAsync("key-3", caller: A.AgentCaller(environment: "staging")));
        Assert.IsType<ProposeOutcome.Malformed>(await console.ProposeAsync("key-4", """{"order_id":7}"""));
        Assert.Equal(3, await console.ReadAsync(db => db.Proposals.CountAsync()));
        console.Clock.Advance(limited.Wait);

        Assert.Equal(TimeSpan.FromSeconds(40), limited.Wait);
        await console.ProposedAsync("key-3");
        Assert.IsType<ProposeOutcome.RateLimited>(await console.ProposeAsync("key-5"));
    }

    private static object Told(Proposal proposal) => (proposal.Id, proposal.Verdict, proposal.Status, proposal.Version, proposal.Digest, proposal.Sentence,
        proposal.RiskScore, proposal.RiskFactors, proposal.ExpiresAt, proposal.IsEdited, proposal.DecidedAt, proposal.ReasonCode, proposal.DecisionNote);
}
