using System.Text.Json.Nodes;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools.Executions;
using AgentConsole.Domain.Tools.Guards;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Tests.Policies;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Infrastructure.Tests.Tools.Executions;
using AgentConsole.Infrastructure.Tools.Guards;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Tools.Guards;

public sealed class GuardDeskTests
{
    private static readonly Caller.Person Oncall = A.Person("Olga Oncall", Role.Oncall);

    [Theory, EveryDatabase]
    public async Task Reported_failures_open_the_breaker_on_every_node_and_a_probe_closes_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var one = await HallwayConsole.NodeAsync(database, new());
        await one.FurnishAsync();
        await one.AcceptAsync(Breaking(minimum: 3));
        await using var other = await HallwayConsole.NodeAsync(database, one.Clock);

        for (var number = 0; number < 3; number++) await EndAsync(number % 2 == 0 ? one : other, $"key-{number}", number, ProposalVerb.Fail);
        var refused = await DeniedAsync(other, "key-3", 3);
        var waiting = await one.ReadAsync(db => db.Proposals.CountAsync(row => row.Status == ProposalStatus.Pending));

        Assert.Equal((GuardDesk.Unavailable, true, 30), (refused.DenialCode, refused.IsDenialRetryable, refused.DenialRetryAfterSeconds));
        Assert.Equal(0, waiting);
        one.Clock.Advance(TimeSpan.FromSeconds(30));
        await EndAsync(other, "key-4", 4, ProposalVerb.Succeed);
        await one.ProposedAsync("key-5", Call(5));
        Assert.Equal(["breaker_opened", "breaker_closed"],
            (await one.WholeLedgerAsync()).Select(entry => entry.Kind).Where(kind => kind.StartsWith("breaker", StringComparison.Ordinal)));
    }

    [Theory, EveryDatabase]
    public async Task A_probe_that_fails_opens_it_again(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        await console.AcceptAsync(Breaking(minimum: 2));
        await EndAsync(console, "key-0", 0, ProposalVerb.Fail);
        await EndAsync(console, "key-1", 1, ProposalVerb.Fail);
        console.Clock.Advance(TimeSpan.FromSeconds(30));

        await EndAsync(console, "key-2", 2, ProposalVerb.Fail);

        Assert.Equal(GuardDesk.Unavailable, (await DeniedAsync(console, "key-3", 3)).DenialCode);
        var health = (await console.Get<GuardQuery>().OfAsync("billing.refund", default))!.Single(row => row.Environment == "production");
        Assert.Equal((BreakerState.Open, "failed"), (health.State, health.LastFailureCode));
        Assert.Equal(BreakerState.Open, (await console.Get<GuardQuery>().NotClosedAsync(default))["billing.refund"]);
    }

    [Theory, EveryDatabase]
    public async Task A_third_call_is_refused_while_two_find_out_whether_it_is_well(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.AcceptAsync(A.Tool().Version(3).Taking(PolicyConsole.Refund).With("limits", Limits(minimum: 2)).Document());
        await console.PublishAsync("refunds", PolicyConsole.Example);
        await ReportAsync(console, (await console.ProposedAsync("key-0", Call(0))).Id, ProposalVerb.Fail);
        await ReportAsync(console, (await console.ProposedAsync("key-1", Call(1))).Id, ProposalVerb.Fail);
        console.Clock.Advance(TimeSpan.FromSeconds(30));

        var (first, second) = (await console.ProposedAsync("key-2", Call(2)), await console.ProposedAsync("key-3", Call(3)));
        var third = await DeniedAsync(console, "key-4", 4);

        Assert.Equal((ProposalStatus.Released, ProposalStatus.Released, GuardDesk.Unavailable), (first.Status, second.Status, third.DenialCode));
        // They were counted when they came in, and need no second place to be used.
        Assert.IsType<RedeemGrantOutcome.Redeemed>(await console.RedeemAsync(await TokenAsync(console, first.Id), Call(2)));
        Assert.IsType<RedeemGrantOutcome.Redeemed>(await console.RedeemAsync(await TokenAsync(console, second.Id), Call(3)));
        await ReportAsync(console, first.Id, ProposalVerb.Succeed);
        Assert.Equal(ProposalStatus.Released, (await console.ProposedAsync("key-5", Call(5))).Status);
    }

    [Theory, EveryDatabase]
    public async Task A_grant_waits_for_a_tool_that_is_left_alone_and_is_not_used_up(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        await console.AcceptAsync(Breaking(minimum: 2));
        var ((first, one), (_, two), (_, three)) = (await console.ReleasedAsync("grant-1"), await console.ReleasedAsync("grant-2"), await console.ReleasedAsync("grant-3"));
        await EndAsync(console, "key-0", 0, ProposalVerb.Fail);
        await EndAsync(console, "key-1", 1, ProposalVerb.Fail);

        var open = Assert.IsType<RedeemGrantOutcome.TryLater>(await console.RedeemAsync(one));
        console.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.IsType<RedeemGrantOutcome.Redeemed>(await console.RedeemAsync(one));
        Assert.IsType<RedeemGrantOutcome.Redeemed>(await console.RedeemAsync(two));
        var third = Assert.IsType<RedeemGrantOutcome.TryLater>(await console.RedeemAsync(three));
        var taken = await DeniedAsync(console, "key-2", 2);
        await ReportAsync(console, first.Id, ProposalVerb.Succeed);

        Assert.Equal((GuardDesk.Unavailable, 30), (open.Code, open.RetryAfterSeconds));
        Assert.Equal((GuardDesk.Unavailable, GuardDesk.Unavailable), (third.Code, taken.DenialCode));
        Assert.IsType<RedeemGrantOutcome.Redeemed>(await console.RedeemAsync(three));
    }

    [Theory, EveryDatabase]
    public async Task What_a_person_holds_can_be_approved_and_not_redeemed(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var waiting = await console.ProposedAsync("key-1");
        await console.Get<SetBreakerHandler>().HandleAsync(new(Oncall, "billing.refund", "production", true, "the bank is down"), default);

        await console.DecideAsync(A.Reviewer(), waiting, Domain.Reviews.DecisionKind.Approve);
        var token = await TokenAsync(console, waiting.Id);
        var held = Assert.IsType<RedeemGrantOutcome.TryLater>(await console.RedeemAsync(token));
        await console.Get<SetBreakerHandler>().HandleAsync(new(Oncall, "billing.refund", "production", false, "it is back"), default);

        Assert.Equal((GuardDesk.Unavailable, GuardLimits.HeldSeconds), (held.Code, held.RetryAfterSeconds));
        Assert.IsType<RedeemGrantOutcome.Redeemed>(await console.RedeemAsync(token));
    }

    [Theory, EveryDatabase]
    public async Task Of_several_grants_as_many_are_redeemed_at_once_as_the_contract_allows(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        await console.AcceptAsync(A.Tool().Version(2).With("limits", new JsonObject { ["concurrency"] = 1 }).Document());
        var (first, second) = (await console.ProposedAsync("key-1"), await console.ProposedAsync("key-2"));
        foreach (var proposal in (Proposal[])[first, second]) await console.DecideAsync(A.Reviewer(), proposal, Domain.Reviews.DecisionKind.Approve);
        var (one, two) = (await TokenAsync(console, first.Id), await TokenAsync(console, second.Id));

        Assert.IsType<RedeemGrantOutcome.Redeemed>(await console.RedeemAsync(one));
        Assert.Equal((GuardDesk.Busy, GuardLimits.BusySeconds), await console.RedeemAsync(two) is RedeemGrantOutcome.TryLater later ? (later.Code, later.RetryAfterSeconds) : default);
        await ReportAsync(console, first.Id, ProposalVerb.Succeed);
        Assert.IsType<RedeemGrantOutcome.Redeemed>(await console.RedeemAsync(two));
    }

    [Theory, EveryDatabase]
    public async Task A_person_opens_and_closes_it_and_both_are_in_the_ledger(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var handler = console.Get<SetBreakerHandler>();

        Assert.IsType<SetBreakerOutcome.RoleMissing>(await handler.HandleAsync(new(A.Reviewer(), "billing.refund", "production", true, "no"), default));
        Assert.IsType<SetBreakerOutcome.Malformed>(await handler.HandleAsync(new(Oncall, "billing.refund", "production", true, " "), default));
        Assert.IsType<SetBreakerOutcome.Unknown>(await handler.HandleAsync(new(Oncall, "billing.refund", "nowhere", true, "why"), default));
        Assert.IsType<SetBreakerOutcome.Set>(await handler.HandleAsync(new(Oncall, "billing.refund", "production", true, "the bank is down"), default));
        Assert.IsType<SetBreakerOutcome.Unchanged>(await handler.HandleAsync(new(Oncall, "billing.refund", "production", true, "again"), default));
        console.Clock.Advance(TimeSpan.FromDays(1));
        var held = await DeniedAsync(console, "key-1", 1);
        Assert.IsType<SetBreakerOutcome.Set>(await handler.HandleAsync(new(Oncall, "billing.refund", "production", false, "it is back"), default));

        Assert.Equal(GuardDesk.Unavailable, held.DenialCode);
        Assert.True((await console.ProposedAsync("key-2", Call(2))).IsPending);
        var moved = (await console.WholeLedgerAsync()).Where(entry => entry.Kind.StartsWith("breaker", StringComparison.Ordinal)).ToList();
        Assert.Equal([("breaker_opened", Oncall.Actor), ("breaker_closed", Oncall.Actor)], moved.Select(entry => (entry.Kind, entry.Actor)));
        Assert.DoesNotContain(moved, entry => entry.Payload.Contains("bank", StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task As_many_calls_as_the_contract_allows_are_under_way_at_once(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        await console.AcceptAsync(A.Tool().Version(2).With("limits", new JsonObject { ["concurrency"] = 1 }).Document());
        var (first, token) = await console.ReleasedAsync("key-1");

        var busy = await DeniedAsync(console, "key-2", 2);
        await console.RedeemAsync(token);
        var stillBusy = await DeniedAsync(console, "key-3", 3);
        await ReportAsync(console, first.Id, ProposalVerb.Succeed);

        Assert.Equal((GuardDesk.Busy, true, GuardLimits.BusySeconds), (busy.DenialCode, busy.IsDenialRetryable, busy.DenialRetryAfterSeconds));
        Assert.Equal(GuardDesk.Busy, stillBusy.DenialCode);
        Assert.True((await console.ProposedAsync("key-4", Call(4))).IsPending);
    }

    [Theory, EveryDatabase]
    public async Task The_rate_limit_holds_for_all_nodes_together(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var one = await HallwayConsole.NodeAsync(database, new());
        await one.FurnishAsync();
        await one.AcceptAsync(A.Tool().Version(2).With("limits", new JsonObject { ["per_minute"] = 7 }).Document());
        await using var other = await HallwayConsole.NodeAsync(database, one.Clock);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            Task.Run(() => (number % 2 == 0 ? one : other).ProposeAsync($"key-{number}", Call(number)))));

        Assert.Equal(7, outcomes.OfType<ProposeOutcome.Recorded>().Count());
        Assert.Equal(13, outcomes.OfType<ProposeOutcome.RateLimited>().Count());
    }

    [Theory, EveryDatabase]
    public async Task The_same_call_again_and_again_is_refused_before_anything_is_recorded_and_told_once(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        const string Elsewhere = """{"order_id":"W-1","amount":1}""";
        for (var number = 0; number < GuardLimits.StormCallsMin; number++)
            Assert.IsType<ProposeOutcome.Recorded>(await console.ProposeAsync($"key-{number}", Elsewhere, tool: "no.such.tool"));
        var recorded = await console.ReadAsync(db => db.Proposals.CountAsync());

        var first = Assert.IsType<ProposeOutcome.RetryStorm>(await console.ProposeAsync("key-a", Elsewhere, tool: "no.such.tool"));
        var second = Assert.IsType<ProposeOutcome.RetryStorm>(await console.ProposeAsync("key-b", Elsewhere, tool: "no.such.tool"));

        Assert.True(second.Wait > first.Wait);
        Assert.Equal(recorded, await console.ReadAsync(db => db.Proposals.CountAsync()));
        Assert.Single(await console.WholeLedgerAsync(), entry => entry.Kind == "retry_storm_detected");
        Assert.IsType<ProposeOutcome.Recorded>(await console.ProposeAsync("key-c", """{"order_id":"W-2","amount":1}""", tool: "no.such.tool"));
        console.Clock.Advance(second.Wait);
        Assert.IsType<ProposeOutcome.Recorded>(await console.ProposeAsync("key-d", Elsewhere, tool: "no.such.tool"));
        Assert.IsType<ProposeOutcome.RetryStorm>(await console.ProposeAsync("key-e", Elsewhere, tool: "no.such.tool"));
    }

    [Theory, EveryDatabase]
    public async Task A_call_that_succeeds_is_no_storm_any_more_and_old_ones_are_forgotten(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        for (var number = 0; number < GuardLimits.StormCallsMin - 1; number++) await EndAsync(console, $"key-{number}", 1, ProposalVerb.Fail);
        await EndAsync(console, "key-good", 1, ProposalVerb.Succeed);
        await EndAsync(console, "key-bad", 1, ProposalVerb.Fail);

        Assert.IsType<ProposeOutcome.Recorded>(await console.ProposeAsync("key-next", Call(1)));
        console.Clock.Advance(TimeSpan.FromSeconds(GuardLimits.StormKeptSeconds + 1));
        Assert.Equal(1, (await console.Get<ForgetCallsJob>().RunOnceAsync(default)).Done);
        Assert.Equal(0, await console.ReadAsync(db => db.RepeatedCalls.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task What_the_console_runs_opens_the_breaker_too_and_waits_behind_it(DatabaseProvider provider)
    {
        await using var stage = await ExecutionStage.StartAsync(provider, limits: new JsonObject { ["breaker"] = new JsonObject { ["minimum"] = 2, ["open_s"] = 20 } });
        var waiting = await stage.ReleasedAsync("key-0", Call(0));
        stage.Target.Answer = LoopbackReceiver.AnswerWith(503);
        await stage.Console.Get<SetBreakerHandler>().HandleAsync(new(Oncall, "billing.refund", "production", true, "wait"), default);
        await stage.RunAsync();
        Assert.Equal((ProposalStatus.Released, ExecutionStatus.Waiting, GuardDesk.Unavailable), await stage.StandingAsync(waiting.Id));
        Assert.Empty(stage.Target.Received);

        await stage.Console.Get<SetBreakerHandler>().HandleAsync(new(Oncall, "billing.refund", "production", false, "go"), default);
        stage.Console.Clock.Advance(TimeSpan.FromSeconds(ExecutionLimits.LookAgainSeconds));
        await stage.RunAsync();
        await stage.ReleasedAsync("key-1", Call(1));
        await stage.RunAsync();

        Assert.Equal(2, stage.Target.Received.Count);
        Assert.Equal(GuardDesk.Unavailable, (await DeniedAsync(stage.Console, "key-2", 2)).DenialCode);
    }

    [Theory, EveryDatabase]
    public async Task A_target_that_says_no_is_well(DatabaseProvider provider)
    {
        await using var stage = await ExecutionStage.StartAsync(provider, limits: new JsonObject { ["breaker"] = new JsonObject { ["minimum"] = 1 } });
        stage.Target.Answer = LoopbackReceiver.AnswerWith(409);
        await stage.ReleasedAsync("key-0", Call(0));

        await stage.RunAsync();

        Assert.True((await stage.Console.ProposedAsync("key-1", Call(1))).IsPending);
    }

    private static string Breaking(int minimum) => A.Tool().Version(2).With("limits", Limits(minimum)).Document();

    private static JsonObject Limits(int minimum) => new()
    {
        ["breaker"] = new JsonObject
        {
            ["failures"] = 0.5,
            ["minimum"] = minimum,
            ["window_s"] = 60,
            ["open_s"] = 30,
        },
    };

    private static async Task<string> TokenAsync(TestConsole console, ProposalId id) =>
        (await console.Get<GrantTokens>().TextOfAsync((await console.OwnAsync(id))!.Grant!, default))!;

    private static string Call(int number) => $$"""{"order_id":"W-{{number}}","amount":1}""";

    private static async Task<Proposal> DeniedAsync(TestConsole console, string key, int number)
    {
        var proposal = await console.ProposedAsync(key, Call(number));
        Assert.Equal(ProposalStatus.Denied, proposal.Status);
        return proposal;
    }

    private static async Task EndAsync(TestConsole console, string key, int number, ProposalVerb verb)
    {
        var proposal = await console.ProposedAsync(key, Call(number));
        await console.DecideAsync(A.Reviewer(), proposal, Domain.Reviews.DecisionKind.Approve);
        await ReportAsync(console, proposal.Id, verb);
    }

    private static async Task ReportAsync(TestConsole console, ProposalId id, ProposalVerb verb) =>
        Assert.IsType<OwnProposalOutcome.Done>(await console.Get<ReportResultHandler>().HandleAsync(new(HallwayConsole.Agent, id, verb, "{}"), default));
}
