using AgentConsole.Domain.Access;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Reviews;

public sealed class ClaimHandlerTests
{
    [Theory, EveryDatabase]
    public async Task One_reads_it_at_a_time_and_lets_go_or_lapses(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var id = (await console.ProposedAsync("key-1")).Id;
        var (claims, ana, ben) = (console.Get<ClaimHandler>(), A.Reviewer("Ana"), A.Reviewer("Ben"));

        Assert.IsType<ClaimOutcome.Held>(await claims.ClaimAsync(ana, id, default));
        Assert.Equal("Ana", Assert.IsType<ClaimOutcome.Taken>(await claims.ClaimAsync(ben, id, default)).By);
        await claims.ReleaseAsync(ben, id, default);
        Assert.IsType<ClaimOutcome.Taken>(await claims.ClaimAsync(ben, id, default));
        await claims.ReleaseAsync(ana, id, default);
        Assert.IsType<ClaimOutcome.Held>(await claims.ClaimAsync(ben, id, default));
        console.Clock.Advance(TimeSpan.FromSeconds(ReviewLimits.ClaimSeconds));
        Assert.IsType<ClaimOutcome.Held>(await claims.ClaimAsync(ana, id, default));

        Assert.IsType<ClaimOutcome.RoleMissing>(await claims.ClaimAsync(A.Person("Fin", Role.Finance), id, default));
        Assert.IsType<ClaimOutcome.NotFound>(await claims.ClaimAsync(ana, A.Proposal().Build().Id, default));
    }

    [Theory, EveryDatabase]
    public async Task What_another_reads_is_taken_over_with_a_reason_that_is_written_down_and_not_without(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var id = (await console.ProposedAsync("key-1")).Id;
        var (claims, ana, ben) = (console.Get<ClaimHandler>(), A.Reviewer("Ana"), A.Reviewer("Ben"));
        await claims.ClaimAsync(ana, id, default);

        Assert.IsType<ClaimOutcome.ReasonMissing>(await claims.TakeOverAsync(ben, id, " \0 ", default));
        Assert.IsType<ClaimOutcome.RoleMissing>(await claims.TakeOverAsync(A.Person("Fin", Role.Finance), id, "I want it.", default));
        Assert.IsType<ClaimOutcome.Held>(await claims.TakeOverAsync(ben, id, " Ana is at lunch. ", default));

        Assert.Equal("Ben", Assert.IsType<ClaimOutcome.Taken>(await claims.ClaimAsync(ana, id, default)).By);
        var entry = Assert.Single(await console.WholeLedgerAsync(), entry => entry.Kind == "proposal_taken_over");
        Assert.Equal(ben.Actor, entry.Actor);
        Assert.Contains(ana.Id.ToString(), entry.Payload, StringComparison.Ordinal);
        Assert.DoesNotContain("lunch", entry.Payload, StringComparison.Ordinal);
        var line = Assert.Single(await console.Get<LedgerRowQuery>().StoryOfAsync(id, default), line => line.Kind == "proposal_taken_over");
        Assert.Equal("Ana is at lunch.", line.ValueOf("note"));
    }

    [Theory, EveryDatabase]
    public async Task Taking_over_what_nobody_or_oneself_reads_is_a_plain_claim(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var id = (await console.ProposedAsync("key-1")).Id;
        var (claims, ana) = (console.Get<ClaimHandler>(), A.Reviewer("Ana"));

        Assert.IsType<ClaimOutcome.Held>(await claims.TakeOverAsync(ana, id, "Mine.", default));
        Assert.IsType<ClaimOutcome.Held>(await claims.TakeOverAsync(ana, id, "Mine.", default));

        Assert.Equal(["proposal_claimed"], (await console.WholeLedgerAsync()).Where(entry => entry.Actor == ana.Actor).Select(entry => entry.Kind));
    }

    [Theory, EveryDatabase]
    public async Task Of_twenty_who_take_it_over_at_once_each_takes_it_from_the_one_before(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var id = (await console.ProposedAsync("key-1")).Id;

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => console.Get<ClaimHandler>().TakeOverAsync(A.Reviewer($"R{number}"), id, "Mine.", default))));

        var kinds = (await console.WholeLedgerAsync()).Select(entry => entry.Kind).ToList();
        Assert.Equal((1, 19), (kinds.Count(kind => kind == "proposal_claimed"), kinds.Count(kind => kind == "proposal_taken_over")));
    }

    [Theory, EveryDatabase]
    public async Task Of_twenty_who_claim_it_at_once_on_two_nodes_one_holds_it_and_the_others_hear_who(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var one = await HallwayConsole.NodeAsync(database, new());
        await one.FurnishAsync();
        await using var other = await HallwayConsole.NodeAsync(database, one.Clock);
        var id = (await one.ProposedAsync("key-1")).Id;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            Task.Run(() => (number % 2 == 0 ? one : other).Get<ClaimHandler>().ClaimAsync(A.Reviewer($"R{number}"), id, default))));

        Assert.Single(outcomes.OfType<ClaimOutcome.Held>());
        Assert.Single(outcomes.OfType<ClaimOutcome.Taken>().Select(taken => taken.By).Distinct());
        Assert.Single(await one.WholeLedgerAsync(), entry => entry.Kind == "proposal_claimed");
    }
}
