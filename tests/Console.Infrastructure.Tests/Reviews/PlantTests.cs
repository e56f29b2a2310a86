using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Reviews;

public sealed class PlantTests
{
    private static readonly Caller.Person Vera = A.Person("Vera", Role.Security);

    [Theory, EveryDatabase]
    public async Task A_planted_proposal_waits_like_any_other_and_is_never_released(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var planted = await PlantedAsync(console);
        Assert.Contains((await console.Get<QueueQuery>().OfAsync(A.Reviewer(), default)).Batch, row => row.Proposal.Id == planted.Id);
        var story = (await console.Get<ReviewQuery>().OfAsync(A.Reviewer(), planted.Id, default))!.Story;
        Assert.Equal(["proposal_submitted"], story.Select(row => row.Kind));

        var missed = Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(A.Reviewer(), planted, DecisionKind.Approve));

        Assert.Equal(new PlantedReveal(false, PlantedFlaw.WrongTarget), missed.Reveal);
        Assert.Equal((ProposalStatus.Withdrawn, "planted"), (missed.Proposal.Status, missed.Proposal.ReasonCode));
        Assert.Equal((0, 0), (await console.ReadAsync(db => db.Grants.CountAsync()), await console.ReadAsync(db => db.Outbox.CountAsync())));
    }

    [Theory, EveryDatabase]
    public async Task Whatever_but_a_yes_catches_it_and_the_figures_say_so(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var ana = A.Reviewer("Ana");
        var real = await console.ProposedAsync("key-9", """{"order_id":"W-9","amount":1}""");

        var caught = Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(ana, await PlantedAsync(console), DecisionKind.Reject));
        await console.DecideAsync(ana, real, DecisionKind.Approve);

        Assert.True(caught.Reveal!.IsCaught);
        var quality = Assert.Single(await console.Get<QualityQuery>().OfAsync(ana, default));
        Assert.Equal((1, 0, 1, 0, 1), (quality.PlantedCaught, quality.PlantedMissed, quality.Approved, quality.Rejected, quality.Unseen));
        Assert.Equal((true, PlantedFlaw.WrongTarget), (await console.Get<RevealQuery>().OfAsync(ana, default)) is { } reveal ? (reveal.IsCaught, reveal.Flaw) : default);
    }

    [Theory, EveryDatabase]
    public async Task Its_supposed_agent_never_hears_of_it(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var planted = await PlantedAsync(console);
        var agent = HallwayConsole.Agent;

        Assert.Null(await console.OwnAsync(planted.Id));
        Assert.DoesNotContain((await console.Get<ProposalQuery>().OpenOfAsync(agent.Name, agent.Environment, null, 50, default)).Rows, row => row.Id == planted.Id);
        Assert.IsType<OwnProposalOutcome.NotFound>(await console.Get<WithdrawHandler>().HandleAsync(agent, planted.Id, default));
    }

    [Theory, EveryDatabase]
    public async Task Planting_is_for_security_and_needs_a_model_that_can_be_made_wrong(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var model = await console.ProposedAsync("key-1");
        var plant = console.Get<PlantHandler>();

        Assert.IsType<PlantOutcome.RoleMissing>(await plant.HandleAsync(A.Reviewer(), model.Id, null, default));
        Assert.IsType<PlantOutcome.NotFound>(await plant.HandleAsync(Vera, A.Proposal().Build().Id, null, default));
        // The model has no recipient.
        Assert.IsType<PlantOutcome.NotSuitable>(await plant.HandleAsync(Vera, model.Id, PlantedFlaw.ForeignRecipient, default));
        var planted = Assert.IsType<PlantOutcome.Planted>(await plant.HandleAsync(Vera, model.Id, PlantedFlaw.WrongAmount, default));
        Assert.IsType<PlantOutcome.NotSuitable>(await plant.HandleAsync(Vera, planted.Id, null, default));
        Assert.Equal("proposal_planted", (await console.WholeLedgerAsync())[^1].Kind);
    }

    [Theory, EveryDatabase]
    public async Task One_is_planted_after_so_many_decisions_and_the_next_only_when_that_one_was_decided(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider, new ReviewsOptions { UndoSecondsMedium = 0, UndoSecondsHigh = 0, RefusedAgainSeconds = 0, PlantEvery = 2 });
        var job = console.Get<PlantJob>();
        await DecideAsync(console, "1");
        Assert.Equal(0, (await job.RunOnceAsync(default)).Done);
        await DecideAsync(console, "2");

        Assert.Equal(1, (await job.RunOnceAsync(default)).Done);
        await DecideAsync(console, "3");
        await DecideAsync(console, "4");
        Assert.Equal(0, (await job.RunOnceAsync(default)).Done);

        var planted = await console.ReadAsync(db => db.Proposals.AsNoTracking().SingleAsync(p => p.Planted != null));
        await console.DecideAsync(A.Reviewer(), planted, DecisionKind.Reject);
        Assert.Equal(1, (await job.RunOnceAsync(default)).Done);
    }

    private static async Task DecideAsync(TestConsole console, string key)
    {
        console.Clock.Advance(TimeSpan.FromSeconds(1));
        await console.DecideAsync(A.Reviewer(), await console.ProposedAsync("key-" + key, $$"""{"order_id":"W-{{key}}","amount":1}"""), DecisionKind.Approve);
    }

    private static async Task<Proposal> PlantedAsync(TestConsole console)
    {
        var model = await console.ProposedAsync("key-1");
        var planted = Assert.IsType<PlantOutcome.Planted>(await console.Get<PlantHandler>().HandleAsync(Vera, model.Id, PlantedFlaw.WrongTarget, default));
        return await console.RowAsync(planted.Id);
    }
}
