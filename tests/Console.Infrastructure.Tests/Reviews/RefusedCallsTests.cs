using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Reviews;

public sealed class RefusedCallsTests
{
    [Theory, EveryDatabase]
    public async Task After_a_no_the_same_call_is_denied_for_a_while_without_asking(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var proposal = await console.ProposedAsync("key-1");
        await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Reject);

        var again = await console.ProposedAsync("key-2", """{"amount":120.5,"order_id":"W-1"}""");
        var other = await console.ProposedAsync("key-3", """{"order_id":"W-1","amount":120.4}""");

        Assert.Equal((VerdictKind.Deny, RefusedCalls.Code, false), (again.Verdict, again.DenialCode, again.IsDenialRetryable));
        Assert.Contains(proposal.Id.ToString(), again.DenialSuggestion, StringComparison.Ordinal);
        Assert.Equal(ProposalStatus.Pending, other.Status);
    }

    [Theory, EveryDatabase]
    public async Task The_while_ends_and_a_second_no_begins_another(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        await console.DecideAsync(A.Reviewer(), await console.ProposedAsync("key-1"), DecisionKind.Reject);
        console.Clock.Advance(TimeSpan.FromSeconds(600));

        var again = await console.ProposedAsync("key-2");
        Assert.Equal(ProposalStatus.Pending, again.Status);
        await console.DecideAsync(A.Reviewer(), again, DecisionKind.Reject);

        Assert.Equal(ProposalStatus.Denied, (await console.ProposedAsync("key-3")).Status);
    }

    [Theory, EveryDatabase]
    public async Task Sending_back_and_saying_yes_refuse_nothing_later(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        await console.DecideAsync(A.Reviewer(), await console.ProposedAsync("key-1"), DecisionKind.SendBack);
        var second = await console.ProposedAsync("key-2");
        await console.DecideAsync(A.Reviewer(), second, DecisionKind.Approve);

        Assert.Equal((ProposalStatus.Pending, ProposalStatus.Pending), (second.Status, (await console.ProposedAsync("key-3")).Status));
    }

    private static Task<TestConsole> StartAsync(DatabaseProvider provider) =>
        HallwayConsole.StartAsync(provider, new ReviewsOptions { UndoSecondsMedium = 0, UndoSecondsHigh = 0, RefusedAgainSeconds = 600 });
}
