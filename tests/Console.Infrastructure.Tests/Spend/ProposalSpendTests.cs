using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Stops;
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

namespace AgentConsole.Infrastructure.Tests.Spend;

public sealed class ProposalSpendTests
{
    private static readonly StopTarget Target = StopTarget.Agent(HallwayConsole.Agent.Name);

    [Theory, EveryDatabase]
    public async Task A_full_budget_is_one_more_no_and_names_the_cap(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider);

        var (one, two, three) = (await console.ProposedAsync("key-1"), await console.ProposedAsync("key-2"), await console.ProposedAsync("key-3"));
        var four = await console.ProposedAsync("key-4");

        Assert.Equal((true, 400_000_000L), (one.IsPending, one.EstimatedUsdNanos));
        Assert.True(two.IsPending);
        Assert.Equal((ProposalStatus.Denied, "budget_exhausted", false), (three.Status, three.DenialCode, three.IsDenialRetryable));
        Assert.Equal("The agent support-triage-v3 may spend 1.00 USD per day; 0.80 are used or reserved, and 0.40 were asked.", three.PolicyReason);
        Assert.Equal((ProposalStatus.Denied, (long?)null), (four.Status, four.EstimatedUsdNanos));
        Assert.Equal((80, 0), await console.DayAsync());
        Assert.Single(await console.WholeLedgerAsync(), entry => entry.Kind == "budget_exhausted");
        await console.AssertCountersAddUpAsync();
    }

    [Theory, EveryDatabase]
    public async Task What_no_price_speaks_of_reserves_nothing(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        await console.CapAsync("0.00", "0.00");

        Assert.True((await console.ProposedAsync("key-1")).IsPending);
        Assert.Equal(0, await console.ReadAsync(db => db.BudgetUses.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task A_call_that_is_refused_by_something_else_reserves_nothing(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider);
        await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), Target, "drill"), default);

        Assert.Equal("stopped", (await console.ProposedAsync("key-1")).DenialCode);
        Assert.Equal((0, 0), await console.DayAsync());
    }

    [Theory, EveryDatabase]
    public async Task A_repeat_reserves_once(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider);

        await console.ProposedAsync("key-1");
        await console.ProposedAsync("key-1");

        Assert.Equal((40, 0), await console.DayAsync());
    }

    [Theory, EveryDatabase]
    public async Task Every_end_without_a_call_gives_the_money_back(DatabaseProvider provider)
    {
        Func<TestConsole, Proposal, Task>[] ends =
        [
            (console, proposal) => console.Get<WithdrawHandler>().HandleAsync(HallwayConsole.Agent, proposal.Id, default),
            (console, proposal) => console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Reject),
            (console, proposal) => console.DecideAsync(A.Reviewer(), proposal, DecisionKind.SendBack),
            ExpireAsync,
            StopAsync,
            // A grant that nobody used.
            async (console, proposal) =>
            {
                await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Approve);
                Assert.Equal((40, 0), await console.DayAsync());
                await StopAsync(console, proposal);
                Assert.Equal(ProposalStatus.Revoked, (await console.RowAsync(proposal.Id)).Status);
            },
            async (console, _) => await console.Get<ArchiveAgentHandler>().HandleAsync(new(new Caller.Server(), Target.Name!), default),
        ];
        foreach (var end in ends)
        {
            await using var console = await SpendConsole.StartAsync(provider);
            var proposal = await console.ProposedAsync("key-1");
            Assert.Equal((40, 0), await console.DayAsync());

            await end(console, proposal);

            Assert.NotEqual(ProposalStatus.Pending, (await console.RowAsync(proposal.Id)).Status);
            var row = await console.ReadAsync(db => db.BudgetUses.AsNoTracking().SingleAsync(use => use.Budget == SpendConsole.Budget.ToString()));
            Assert.Equal((0L, 0L), (row.ReservedNanos, row.SettledNanos));
            await console.AssertCountersAddUpAsync();
        }

        static async Task ExpireAsync(TestConsole console, Proposal proposal)
        {
            console.Clock.Advance(proposal.ExpiresAt - console.Clock.Instant());
            await console.Get<ExpireHandler>().HandleAsync(default);
        }

        static async Task StopAsync(TestConsole console, Proposal proposal) =>
            await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), Target, "drill"), default);
    }

    [Theory, EveryDatabase]
    public async Task A_result_settles_what_it_reports_or_else_what_was_reserved(DatabaseProvider provider)
    {
        (string Report, ProposalVerb Verb, (long, long) Expected)[] cases =
        [
            ("""{"status":"succeeded","cost":{"amount":"0.25","currency":"USD"}}""", ProposalVerb.Succeed, (0, 40)),
            ("""{"status":"failed","cost":{"amount":0.1,"currency":"USD"}}""", ProposalVerb.Fail, (0, 10)),
            ("""{"status":"succeeded"}""", ProposalVerb.Succeed, (0, 40)),
            ("""{"status":"succeeded","cost":{"amount":"7","currency":"EUR"}}""", ProposalVerb.Succeed, (0, 40)),
            ("""{"status":"succeeded","cost":{"amount":"-7","currency":"USD"}}""", ProposalVerb.Succeed, (0, 40)),
            ("""{"status":"succeeded","cost":"much"}""", ProposalVerb.Succeed, (0, 40)),
            ("""{"status":"unknown"}""", ProposalVerb.LoseTrack, (40, 0)),
            ("""{"status":"succeeded","cost":{"amount":"9.00","currency":"USD"}}""", ProposalVerb.Succeed, (0, 900)),
        ];
        foreach (var (report, verb, expected) in cases)
        {
            await using var console = await SpendConsole.StartAsync(provider);
            var (proposal, _) = await console.ReleasedAsync("key-1");

            await console.Get<ReportResultHandler>().HandleAsync(new(HallwayConsole.Agent, proposal.Id, verb, report), default);
            await console.Get<ReportResultHandler>().HandleAsync(new(HallwayConsole.Agent, proposal.Id, verb, report), default);

            Assert.Equal(expected, await console.DayAsync());
            Assert.Equal(expected.Item2 > 40, (await console.WholeLedgerAsync()).Exists(entry => entry.Kind == "spend_overran"));
            await console.AssertCountersAddUpAsync();
        }
    }

    [Theory, EveryDatabase]
    public async Task A_cost_that_nothing_was_reserved_for_counts_too(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        await console.CapAsync(null, "1.00");
        var (proposal, _) = await console.ReleasedAsync("key-1");

        await console.Get<ReportResultHandler>().HandleAsync(new(HallwayConsole.Agent, proposal.Id, ProposalVerb.Succeed,
            """{"status":"succeeded","cost":{"amount":"0.25","currency":"USD"}}"""), default);

        Assert.Equal((0, 25), await console.DayAsync());
        await console.AssertCountersAddUpAsync();
    }

    [Theory, EveryDatabase]
    public async Task What_a_stop_gave_back_is_asked_for_again_at_release(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider);
        var proposal = await console.ProposedAsync("key-1");
        await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), Target, "drill"), default);
        await console.Get<ResumeHandler>().HandleAsync(new(new Caller.Server(), Target, "over"), default);
        Assert.Equal((0, 0), await console.DayAsync());
        var held = await console.ReservedAsync(SpendConsole.Dollar * 70 / 100);

        var refused = Assert.IsType<DecideOutcome.Refused>(await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Approve));
        Assert.Equal(DecideRefusal.NotReleasable, refused.Why);
        Assert.Contains("0.70 are used or reserved", refused.Reason, StringComparison.Ordinal);
        Assert.Equal((70, 0), await console.DayAsync());

        await console.SettleAsync(held, 0);
        Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Approve));
        Assert.Equal((ProposalStatus.Released, (40L, 0L)), ((await console.RowAsync(proposal.Id)).Status, await console.DayAsync()));
        await console.AssertCountersAddUpAsync();
    }

    [Theory, EveryDatabase]
    public async Task What_waits_over_midnight_counts_for_the_day_of_its_release(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider);
        var command = await console.ProposeAsync("key-1", lifetimeSeconds: ProposalLimits.LifetimeSecondsMax);
        var proposal = ((ProposeOutcome.Recorded)command).Proposal;
        var before = BudgetScope.DayOf(console.Clock.Instant());
        console.Clock.Advance(TimeSpan.FromHours(24));

        await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Approve);

        var uses = await console.ReadAsync(db => db.BudgetUses.AsNoTracking().Where(use => use.Budget == SpendConsole.Budget.ToString()).ToDictionaryAsync(use => use.Scope, use => use.ReservedNanos));
        Assert.Equal(0, uses["day:" + before]);
        Assert.Equal(400_000_000, uses["day:" + BudgetScope.DayOf(console.Clock.Instant())]);
        await console.AssertCountersAddUpAsync();
    }

    [Theory, EveryDatabase]
    public async Task A_cap_that_was_lowered_keeps_what_waits_from_being_released(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider);
        var proposal = await console.ProposedAsync("key-1");
        await console.CapAsync(null, "0.30");

        Assert.IsType<DecideOutcome.Refused>(await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Approve));
        Assert.Equal((ProposalStatus.Pending, (40L, 0L)), ((await console.RowAsync(proposal.Id)).Status, await console.DayAsync()));

        await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Reject);
        Assert.Equal((0, 0), await console.DayAsync());
        await console.AssertCountersAddUpAsync();
    }

    [Theory, EveryDatabase]
    public async Task Of_forty_that_propose_at_once_only_as_many_are_taken_as_the_cap_pays_for(DatabaseProvider provider)
    {
        await using var console = await SpendConsole.StartAsync(provider, perDay: "2.00", perCall: "0.25");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(at => Task.Run(() => console.ProposedAsync($"key-{at}"))));

        Assert.Equal(8, outcomes.Count(proposal => proposal.Verdict == VerdictKind.Review));
        Assert.Equal((200, 0), await console.DayAsync());
        await console.AssertCountersAddUpAsync();
    }
}
