using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Reviews;

public sealed class MovedTargetTests : IAsyncLifetime
{
    private const string Paid = """{"status":"paid"}""";
    private const string Refunded = """{"status":"refunded"}""";

    private LoopbackReceiver _shop = null!;

    public async ValueTask InitializeAsync() => (_shop = await LoopbackReceiver.StartAsync()).Answer = LoopbackReceiver.AnswerWith(200, Paid);

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Theory, EveryDatabase]
    public async Task A_target_that_is_as_it_was_shown_is_released(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider, 0);
        var proposal = await console.ProposedAsync("key-1");

        Assert.Equal(Paid, proposal.Snapshot);
        Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Approve));
        Assert.Equal(ProposalStatus.Released, (await console.RowAsync(proposal.Id)).Status);
    }

    [Theory, EveryDatabase]
    public async Task A_yes_to_a_target_that_moved_does_not_count_and_shows_both_states(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider, 0);
        var proposal = await console.ProposedAsync("key-1");
        _shop.Answer = LoopbackReceiver.AnswerWith(200, Refunded);

        var moved = Assert.IsType<DecideOutcome.Changed>(await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Approve));

        var row = await console.RowAsync(proposal.Id);
        Assert.True(moved.IsTargetMoved);
        Assert.Equal((ProposalStatus.Pending, Refunded, Paid, moved.Version), (row.Status, row.Snapshot, row.SnapshotBefore, row.Version));
        Assert.Equal(0, await console.ReadAsync(db => db.Decisions.CountAsync()));
        Assert.Equal("proposal_returned", (await console.WholeLedgerAsync())[^1].Kind);

        Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(A.Reviewer(), row, DecisionKind.Approve));
        Assert.Equal(ProposalStatus.Released, (await console.RowAsync(proposal.Id)).Status);
    }

    [Theory, EveryDatabase]
    public async Task A_target_that_moves_while_it_is_held_voids_the_approval(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider, 10);
        var proposal = await console.ProposedAsync("key-1");
        await console.ReadAsync(db => db.Proposals.ExecuteUpdateAsync(set => set.SetProperty(p => p.RiskScore, 50)));
        await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Approve);
        _shop.Answer = LoopbackReceiver.AnswerWith(200, Refunded);
        console.Clock.Advance(TimeSpan.FromSeconds(10));

        var state = (await console.OwnAsync(proposal.Id))!;

        Assert.Equal((ProposalStatus.Pending, Refunded, Paid), (state.Proposal.Status, state.Proposal.Snapshot, state.Proposal.SnapshotBefore));
        Assert.Null(state.Grant);
    }

    [Theory, EveryDatabase]
    public async Task A_target_that_can_be_read_no_more_is_not_released(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider, 0);
        var proposal = await console.ProposedAsync("key-1");
        _shop.Answer = LoopbackReceiver.AnswerWith(500, "{}");

        var refused = Assert.IsType<DecideOutcome.Refused>(await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Approve));

        Assert.Equal(DecideRefusal.NotReleasable, refused.Why);
        Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Reject));
    }

    [Theory, EveryDatabase]
    public async Task An_edit_that_points_elsewhere_is_kept_and_asks_for_a_look_at_that_target(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider, 0);
        var proposal = await console.ProposedAsync("key-1");
        _shop.Answer = LoopbackReceiver.AnswerWith(200, Refunded);

        var edited = Assert.IsType<DecideOutcome.Recorded>(
            await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Edit, """{"order_id":"W-9","amount":1}"""));

        Assert.Equal((ProposalStatus.Pending, Refunded, 0), (edited.Proposal.Status, edited.Proposal.Snapshot, edited.ApprovalsGiven));
        Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(A.Reviewer(), edited.Proposal, DecisionKind.Approve));
        Assert.Equal(ProposalStatus.Released, (await console.RowAsync(proposal.Id)).Status);
    }

    private async Task<TestConsole> StartAsync(DatabaseProvider provider, int undoSeconds)
    {
        var console = await HallwayConsole.StartAsync(
            provider, new ReviewsOptions { UndoSecondsMedium = undoSeconds, UndoSecondsHigh = undoSeconds, RefusedAgainSeconds = 0 }, _shop.HostAndPort);
        await console.AcceptAsync(A.Tool().Version(2).Previewed(_shop.Url.GetLeftPart(UriPartial.Authority) + "/orders/{order_id}").Document());
        return console;
    }
}
