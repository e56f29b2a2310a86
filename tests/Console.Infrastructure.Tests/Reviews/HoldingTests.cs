using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Tests.Access;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Reviews;

public sealed class HoldingTests
{
    private const int Window = 10;

    [Theory, EveryDatabase]
    public async Task An_approval_is_held_and_the_first_read_after_the_window_releases_it(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var proposal = await RiskyAsync(console, "key-1");

        var held = Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(A.Reviewer("Ana"), proposal, DecisionKind.Approve));
        Assert.Equal((ProposalStatus.Holding, console.Clock.Instant().AddSeconds(Window)), (held.Proposal.Status, held.Proposal.HoldsUntil));
        console.Clock.Advance(TimeSpan.FromSeconds(Window - 1));
        Assert.Null((await console.OwnAsync(proposal.Id))!.Grant);

        console.Clock.Advance(TimeSpan.FromSeconds(1));
        var state = (await console.OwnAsync(proposal.Id))!;

        Assert.Equal((ProposalStatus.Released, "Ana"), (state.Proposal.Status, state.Proposal.DecidedByName));
        Assert.Equal(state.Proposal.Digest, state.Grant!.ArgumentsDigest);
        Assert.Equal(["proposal_decided", "proposal_released", "grant_issued"], (await console.WholeLedgerAsync()).TakeLast(3).Select(entry => entry.Kind));
    }

    [Theory, EveryDatabase]
    public async Task The_clock_releases_what_nobody_reads_and_only_once(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var proposal = await HeldAsync(console, "key-1");
        console.Clock.Advance(TimeSpan.FromSeconds(Window));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => console.Get<SettleHandler>().HandleAsync(proposal.Id, default))));
        await console.Get<SettleHandler>().HandleAsync(default);

        Assert.Equal(1, await console.ReadAsync(db => db.Grants.CountAsync()));
        Assert.Equal(ProposalStatus.Released, (await console.RowAsync(proposal.Id)).Status);
    }

    [Theory, EveryDatabase]
    public async Task A_long_poll_ends_when_the_hold_does(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var proposal = await HeldAsync(console, "key-1");

        var waiting = console.Get<ProposalWait>().UntilDecidedAsync(
            HallwayConsole.Agent.Name, HallwayConsole.Agent.Environment, proposal.Id, TimeSpan.FromSeconds(60), default);
        await Eventually.IsTrueAsync(() =>
        {
            console.Clock.Advance(TimeSpan.FromSeconds(1));
            return waiting.IsCompleted;
        }, "the wait ends with the hold");

        var state = await waiting;
        Assert.Equal(ProposalStatus.Released, state!.Proposal.Status);
        Assert.NotNull(state.Grant);
    }

    [Theory, EveryDatabase]
    public async Task Undone_in_time_it_is_pending_again_and_the_approval_counts_no_more(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var proposal = await HeldAsync(console, "key-1");

        var undone = Assert.IsType<UndoOutcome.Undone>(await console.Get<UndoHandler>().HandleAsync(A.Reviewer("Ana"), proposal.Id, default));
        console.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((ProposalStatus.Pending, null), (undone.Proposal.Status, undone.Proposal.DecidedByName));
        Assert.Equal(ProposalStatus.Pending, (await console.OwnAsync(proposal.Id))!.Proposal.Status);
        var sheet = (await console.Get<ReviewQuery>().OfAsync(A.Reviewer("Ana"), proposal.Id, default))!;
        Assert.Equal((0, false), (sheet.ApprovalsGiven, sheet.HasApproved));
        Assert.Equal("proposal_undone", (await console.WholeLedgerAsync())[^1].Kind);

        Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(A.Reviewer("Ana"), proposal, DecisionKind.Approve));
        Assert.Equal(ProposalStatus.Holding, (await console.RowAsync(proposal.Id)).Status);
    }

    [Theory, EveryDatabase]
    public async Task Undoing_is_for_those_who_may_decide_and_only_while_it_holds(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var (first, second) = (await HeldAsync(console, "key-1"), await RiskyAsync(console, "key-2", """{"order_id":"W-2","amount":120.5}"""));
        var undo = console.Get<UndoHandler>();

        Assert.IsType<UndoOutcome.RoleMissing>(await undo.HandleAsync(A.Person("Fin", Role.Finance), first.Id, default));
        Assert.IsType<UndoOutcome.RoleMissing>(await undo.HandleAsync(HallwayConsole.Agent, first.Id, default));
        Assert.Equal(ProposalStatus.Pending, Assert.IsType<UndoOutcome.TooLate>(await undo.HandleAsync(A.Reviewer(), second.Id, default)).Status);
        Assert.IsType<UndoOutcome.NotFound>(await undo.HandleAsync(A.Reviewer(), A.Proposal().Build().Id, default));
        console.Clock.Advance(TimeSpan.FromSeconds(Window));
        Assert.IsType<UndoOutcome.TooLate>(await undo.HandleAsync(A.Reviewer(), first.Id, default));
    }

    [Theory, EveryDatabase]
    public async Task A_stop_voids_what_holds_and_after_it_somebody_must_approve_anew(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var proposal = await HeldAsync(console, "key-1");

        await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Everything, "drill"), default);
        console.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(ProposalStatus.Frozen, (await console.OwnAsync(proposal.Id))!.Proposal.Status);
        await console.Get<ResumeHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Everything, "over"), default);

        var sheet = (await console.Get<ReviewQuery>().OfAsync(A.Reviewer(), proposal.Id, default))!;
        Assert.Equal((ProposalStatus.Pending, 0), (sheet.Proposal.Status, sheet.ApprovalsGiven));
    }

    [Theory, EveryDatabase]
    public async Task What_may_not_run_any_more_when_the_hold_ends_waits_for_people_again(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var proposal = await HeldAsync(console, "key-1");
        await console.Get<Infrastructure.Agents.ChangeAgentHandler>().HandleAsync(
            new(new Caller.Server(), HallwayConsole.Agent.Name, null, JsonElement.Parse(A.Agent().MayUse("billing.refund", """{"properties":{"amount":{"maximum":100}}}""").Document())), default);
        console.Clock.Advance(TimeSpan.FromSeconds(Window));

        Assert.Equal(ProposalStatus.Pending, (await console.OwnAsync(proposal.Id))!.Proposal.Status);

        Assert.Equal("proposal_returned", (await console.WholeLedgerAsync())[^1].Kind);
        Assert.Equal(0, await console.ReadAsync(db => db.Grants.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task An_agent_cannot_shorten_the_time_to_undo_and_a_late_look_releases_nothing(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var brief = await RiskyAsync(console, "key-1", lifetimeSeconds: 12);
        var refused = Assert.IsType<DecideOutcome.Refused>(await console.DecideAsync(A.Reviewer(), brief, DecisionKind.Approve));
        var held = await RiskyAsync(console, "key-2", """{"order_id":"W-2","amount":120.5}""", lifetimeSeconds: 13);
        await console.DecideAsync(A.Reviewer(), held, DecisionKind.Approve);

        console.Clock.Advance(TimeSpan.FromSeconds(13));

        Assert.Equal(DecideRefusal.NotReleasable, refused.Why);
        Assert.Equal(ProposalStatus.Expired, (await console.OwnAsync(held.Id))!.Proposal.Status);
        Assert.Equal(ProposalStatus.Expired, (await console.OwnAsync(brief.Id))!.Proposal.Status);
    }

    [Theory, EveryDatabase]
    public async Task The_yes_of_somebody_who_was_disabled_since_counts_no_more(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var ana = await console.AddPersonAsync("ana@example.com", Role.Reviewer);
        var proposal = await RiskyAsync(console, "key-1");
        await console.DecideAsync(ana, proposal, DecisionKind.Approve);
        await console.ReadAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(row => row.IsDisabled, true)));
        console.Clock.Advance(TimeSpan.FromSeconds(Window));

        Assert.Equal(ProposalStatus.Pending, (await console.OwnAsync(proposal.Id))!.Proposal.Status);
        Assert.Equal(0, await console.ReadAsync(db => db.Grants.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task A_low_risk_is_not_held(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        var proposal = await console.ProposedAsync("key-1");
        await SetRiskAsync(console, proposal.Id, 39);

        await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Approve);

        Assert.Equal(ProposalStatus.Released, (await console.RowAsync(proposal.Id)).Status);
    }

    private static Task<TestConsole> StartAsync(DatabaseProvider provider) =>
        HallwayConsole.StartAsync(provider, new ReviewsOptions { UndoSecondsMedium = Window, UndoSecondsHigh = 30, RefusedAgainSeconds = 0 });

    private static async Task<Proposal> RiskyAsync(TestConsole console, string key, string arguments = HallwayConsole.Arguments, int? lifetimeSeconds = null)
    {
        var proposal = await console.ProposedAsync(key, arguments, lifetimeSeconds);
        await SetRiskAsync(console, proposal.Id, 45);
        return proposal;
    }

    private static async Task<Proposal> HeldAsync(TestConsole console, string key)
    {
        var proposal = await RiskyAsync(console, key);
        await console.DecideAsync(A.Reviewer("Ana"), proposal, DecisionKind.Approve);
        return proposal;
    }

    private static Task<int> SetRiskAsync(TestConsole console, ProposalId id, int score) =>
        console.ReadAsync(db => db.Proposals.Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.RiskScore, score)));
}
