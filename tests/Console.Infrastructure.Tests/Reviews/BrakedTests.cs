using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Reviews;

/// <summary>The pause after many yes without looking, where decisions are taken.</summary>
public sealed class BrakedTests
{
    [Theory, EveryDatabase]
    public async Task After_many_hasty_yes_the_next_one_does_not_count_for_a_while_and_a_no_does(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var ana = A.Reviewer("Ana") with { Method = ApprovalMethod.Portal };
        for (var number = 0; number < Brake.StreakMax; number++)
            Assert.IsType<DecideOutcome.Recorded>(await DecideAsync(console, ana, number));

        var braked = Assert.IsType<DecideOutcome.Refused>(await DecideAsync(console, ana, 20));
        Assert.Equal((DecideRefusal.Braked, $"That were {Brake.StreakMax} yes in a row, most within {Brake.HastySeconds} s. The next one counts in a moment."), (braked.Why, braked.Reason));
        Assert.True((await console.RowAsync((await ProposedAsync(console, 20)).Id)).IsPending);
        Assert.IsType<DecideOutcome.Recorded>(await DecideAsync(console, A.Reviewer("Ben") with { Method = ApprovalMethod.Portal }, 21));

        console.Clock.Advance(TimeSpan.FromSeconds(Brake.PauseSeconds));
        Assert.IsType<DecideOutcome.Recorded>(await DecideAsync(console, ana, 20));
        Assert.Equal(DecideRefusal.Braked, Assert.IsType<DecideOutcome.Refused>(await DecideAsync(console, ana, 22)).Why);
        Assert.IsType<DecideOutcome.Recorded>(await DecideAsync(console, ana, 22, DecisionKind.Reject));
        Assert.IsType<DecideOutcome.Recorded>(await DecideAsync(console, ana, 23));
    }

    [Theory, EveryDatabase]
    public async Task A_script_that_decides_by_a_token_is_not_slowed(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var script = A.Reviewer("Ana") with { Method = ApprovalMethod.Token };

        for (var number = 0; number <= Brake.StreakMax; number++)
            Assert.IsType<DecideOutcome.Recorded>(await DecideAsync(console, script, number));
    }

    private static async Task<DecideOutcome> DecideAsync(TestConsole console, Caller person, int number, DecisionKind kind = DecisionKind.Approve)
    {
        console.Clock.Advance(TimeSpan.FromSeconds(1));
        return await console.DecideAsync(person, await ProposedAsync(console, number), kind);
    }

    private static Task<Proposal> ProposedAsync(TestConsole console, int number) =>
        console.ProposedAsync("key-" + number, $$"""{"order_id":"W-{{number}}","amount":1}""");
}
