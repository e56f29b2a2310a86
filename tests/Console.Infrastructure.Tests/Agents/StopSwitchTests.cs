using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Agents;

public sealed class StopSwitchTests
{
    private const string Name = "support-triage-v3";

    private static readonly ProposalStatus[] Waiting = [ProposalStatus.Pending, ProposalStatus.Holding];

    [Theory, EveryDatabase]
    public async Task Freezes_what_waits_and_revokes_what_was_not_used(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        var rows = await OneOfEachAsync(console);

        var stopped = Assert.IsType<StopOutcome.Stopped>(await StopAsync(console, StopTarget.Agent(Name)));

        Assert.Equal(new StopReport(Frozen: 2, Revoked: 1, Running: 1, Unreached: 0), stopped.Report);
        foreach (var before in rows)
        {
            var expected = before.Status switch
            {
                ProposalStatus.Pending or ProposalStatus.Holding => ProposalStatus.Frozen,
                ProposalStatus.Released => ProposalStatus.Revoked,
                var other => other,
            };
            var after = await console.ReadAsync(db => db.Proposals.AsNoTracking().SingleAsync(proposal => proposal.Id == before.Id));
            Assert.Equal(expected, after.Status);
            Assert.Equal(expected == ProposalStatus.Frozen ? 3600 : null, after.FrozenSecondsLeft);
            Assert.Equal(expected == before.Status ? before.Version : before.Version + 1, after.Version);
        }

        Assert.All(await console.ReadAsync(db => db.Grants.Where(grant => grant.RedeemedAt == null).ToListAsync()), grant => Assert.NotNull(grant.RevokedAt));
        Assert.Equal(["proposal_frozen", "proposal_frozen", "proposal_revoked", "stop_ordered"],
            (await console.WholeLedgerAsync()).Select(entry => entry.Kind).Where(kind => kind.StartsWith("proposal", StringComparison.Ordinal) || kind.StartsWith("stop", StringComparison.Ordinal)).Order());
    }

    [Theory, EveryDatabase]
    public async Task Whoever_waits_to_hear_of_a_grant_is_told_that_a_stop_revoked_it(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var proposed = ((ProposeOutcome.Recorded)await console.ProposeAsync("key-1", callbackUrl: "https://agent.example.com/hook")).Proposal;
        await console.DecideAsync(A.Reviewer(), proposed, DecisionKind.Approve);
        var before = await console.ReadAsync(db => db.Outbox.CountAsync(row => row.ProposalId == proposed.Id));

        await StopAsync(console, StopTarget.Agent(Name));

        Assert.Equal(ProposalStatus.Revoked, (await console.RowAsync(proposed.Id)).Status);
        Assert.Equal(before + 1, await console.ReadAsync(db => db.Outbox.CountAsync(row => row.ProposalId == proposed.Id)));
    }

    [Theory, EveryDatabase]
    public async Task What_lifting_a_stop_would_let_go_is_what_it_then_lets_go(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        await console.AddAsync(A.Proposal().Build(), A.Proposal().Using("other.tool").Build());
        await StopAsync(console, StopTarget.Agent(Name));
        await StopAsync(console, StopTarget.Tool("billing.refund"));

        Assert.Equal((1, 0), (await WouldThawAsync(StopTarget.Agent(Name)), await WouldThawAsync(StopTarget.Tool("billing.refund"))));
        Assert.Equal(new StopOutcome.Resumed(1, 1), await ResumeAsync(console, StopTarget.Agent(Name)));
        Assert.Equal(1, await WouldThawAsync(StopTarget.Tool("billing.refund")));
        Assert.Equal(new StopOutcome.Resumed(1, 0), await ResumeAsync(console, StopTarget.Tool("billing.refund")));

        async Task<int> WouldThawAsync(StopTarget target) => (await console.Get<StopQuery>().CountAsync(target, default)).Frozen;
    }

    [Fact]
    public async Task A_list_of_what_still_runs_says_where_it_was_cut()
    {
        await using var console = await ReadyAsync(DatabaseProvider.Sqlite);
        await StopAsync(console, StopTarget.Everything);
        await console.AddAsync([.. Enumerable.Range(0, StopQuery.RunningMax).Select(_ => (object)A.Proposal().In(ProposalStatus.Running).Build())]);

        var whole = Assert.Single(await console.Get<StopQuery>().WithUnconfirmedAsync(default));
        await console.AddAsync(A.Proposal().In(ProposalStatus.Running).Build());
        var cut = Assert.Single(await console.Get<StopQuery>().WithUnconfirmedAsync(default));

        Assert.Equal((StopQuery.RunningMax, false), (whole.Unconfirmed.Count, whole.IsCut));
        Assert.Equal((StopQuery.RunningMax, true), (cut.Unconfirmed.Count, cut.IsCut));
    }

    [Theory, EveryDatabase]
    public async Task Reaches_nothing_of_anybody_else(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        await OneOfEachAsync(console);
        var before = await StatusesAsync(console);

        await console.RegisterAsync(A.Agent("other").Document());
        await console.AcceptAsync(A.Tool("other.tool").Document());
        var byAgent = Assert.IsType<StopOutcome.Stopped>(await StopAsync(console, StopTarget.Agent("other")));
        var byTool = Assert.IsType<StopOutcome.Stopped>(await StopAsync(console, StopTarget.Tool("other.tool")));

        Assert.Equal((0, 0, 0), (byAgent.Report.Frozen, byAgent.Report.Revoked, byAgent.Report.Running));
        Assert.Equal((0, 0, 0), (byTool.Report.Frozen, byTool.Report.Revoked, byTool.Report.Running));
        Assert.Equal(before, await StatusesAsync(console));
    }

    [Theory, EveryDatabase]
    public async Task Resuming_gives_back_the_time_that_was_left(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        var proposal = A.Proposal().Expiring(TimeSpan.FromMinutes(10)).Build();
        await console.AddAsync(proposal);
        console.Clock.Advance(TimeSpan.FromMinutes(4));
        await StopAsync(console, StopTarget.Everything);
        console.Clock.Advance(TimeSpan.FromHours(8));

        Assert.Equal(new StopOutcome.Resumed(1, 0), await ResumeAsync(console, StopTarget.Everything));

        var after = await console.ReadAsync(db => db.Proposals.AsNoTracking().SingleAsync());
        Assert.Equal((ProposalStatus.Pending, console.Clock.GetUtcNow().AddMinutes(6), null), (after.Status, after.ExpiresAt, after.FrozenSecondsLeft));
        Assert.Equal(["proposal_thawed", "stop_lifted"], (await console.WholeLedgerAsync())[^2..].Select(entry => entry.Kind));
    }

    [Theory, EveryDatabase]
    public async Task What_was_overdue_gains_no_time(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        await console.AddAsync(A.Proposal().Expiring(TimeSpan.FromMinutes(1)).Build());
        console.Clock.Advance(TimeSpan.FromMinutes(1));

        var stopped = Assert.IsType<StopOutcome.Stopped>(await StopAsync(console, StopTarget.Everything));

        Assert.Equal(0, stopped.Report.Frozen);
        Assert.Equal([ProposalStatus.Pending], await StatusesAsync(console));
    }

    [Theory, EveryDatabase]
    public async Task What_another_stop_still_reaches_stays_frozen(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        await console.AddAsync(A.Proposal().Build());
        await StopAsync(console, StopTarget.Agent(Name));
        await StopAsync(console, StopTarget.Tool("billing.refund"));
        await StopAsync(console, StopTarget.Everything);

        Assert.Equal(new StopOutcome.Resumed(0, 1), await ResumeAsync(console, StopTarget.Agent(Name)));
        Assert.Equal(new StopOutcome.Resumed(0, 1), await ResumeAsync(console, StopTarget.Everything));
        Assert.Equal([ProposalStatus.Frozen], await StatusesAsync(console));
        Assert.Equal(new StopOutcome.Resumed(1, 0), await ResumeAsync(console, StopTarget.Tool("billing.refund")));
        Assert.Equal([ProposalStatus.Pending], await StatusesAsync(console));
    }

    [Theory, EveryDatabase]
    public async Task Of_eight_who_throw_it_at_once_one_did_and_the_others_hear_who(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        await console.AddAsync(A.Proposal().Build());

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StopAsync(console, StopTarget.Agent(Name))));

        Assert.Single(outcomes.OfType<StopOutcome.Stopped>());
        Assert.All(outcomes.OfType<StopOutcome.AlreadyStopped>(), already => Assert.Equal(("the server", "drill"), (already.By, already.Reason)));
        Assert.Equal(1, await console.ReadAsync(db => db.StopOrders.CountAsync()));
        Assert.Single(await console.WholeLedgerAsync(), entry => entry.Kind == "proposal_frozen");
    }

    [Theory, EveryDatabase]
    public async Task Many_are_frozen_in_one_transaction(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        await console.AddAsync([.. Enumerable.Range(0, AgentLimits.StopBatchMax + 20).Select(_ => (object)A.Proposal().Build())]);

        var stopped = Assert.IsType<StopOutcome.Stopped>(await StopAsync(console, StopTarget.Everything));

        Assert.Equal((AgentLimits.StopBatchMax + 20, 0), (stopped.Report.Frozen, stopped.Report.Unreached));
        Assert.DoesNotContain(await StatusesAsync(console), status => Waiting.Contains(status));
        await console.WholeLedgerAsync();
    }

    [Theory, EveryDatabase]
    public async Task Throwing_and_lifting_in_any_order_leaves_no_waiting_proposal_under_a_stop(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        await console.AcceptAsync(A.Tool("other.tool").Document());
        await console.RegisterAsync(A.Agent("other").Document());
        foreach (var agent in new[] { Name, "other" })
            foreach (var tool in new[] { "billing.refund", "other.tool" })
                await console.AddAsync(A.Proposal().By(A.AgentCaller(agent)).Using(tool).Expiring(TimeSpan.FromDays(1)).Build());
        StopTarget[] targets = [StopTarget.Everything, StopTarget.Agent(Name), StopTarget.Agent("other"), StopTarget.Tool("billing.refund"), StopTarget.Tool("other.tool")];
        var random = new Random(20_260_410);

        for (var step = 0; step < 40; step++)
        {
            var target = targets[random.Next(targets.Length)];
            _ = random.Next(2) == 0 ? await StopAsync(console, target) : await ResumeAsync(console, target);
            console.Clock.Advance(TimeSpan.FromMinutes(1));

            var orders = await console.ReadAsync(db => db.StopOrders.AsNoTracking().Where(order => order.LiftedAt == null).ToListAsync());
            foreach (var proposal in await console.ReadAsync(db => db.Proposals.AsNoTracking().ToListAsync()))
            {
                var isReached = orders.Exists(order => order.Scope == StopScope.Everything
                    || (order.Scope == StopScope.Agent && order.Name == proposal.Agent) || (order.Scope == StopScope.Tool && order.Name == proposal.Tool));
                Assert.Equal(isReached ? ProposalStatus.Frozen : ProposalStatus.Pending, proposal.Status);
                Assert.Equal(isReached, proposal.FrozenSecondsLeft is not null);
            }
        }
    }

    [Fact]
    public async Task A_reason_is_needed_both_ways()
    {
        await using var console = await ReadyAsync(DatabaseProvider.Sqlite);

        Assert.IsType<StopOutcome.Malformed>(await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Everything, "  "), default));
        Assert.IsType<StopOutcome.Malformed>(await console.Get<ResumeHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Everything, ""), default));
        Assert.IsType<StopOutcome.Malformed>(
            await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), StopTarget.Everything, new string('x', 501)), default));
    }

    [Fact]
    public async Task Everybody_may_stop_and_only_some_may_resume()
    {
        await using var console = await ReadyAsync(DatabaseProvider.Sqlite);
        foreach (var role in Enum.GetValues<Role>())
        {
            var person = A.Person("Somebody", role);
            Assert.IsType<StopOutcome.Stopped>(await console.Get<StopHandler>().HandleAsync(new(person, StopTarget.Everything, "drill"), default));

            var outcome = await console.Get<ResumeHandler>().HandleAsync(new(person, StopTarget.Everything, "over"), default);

            Assert.Equal(role is Role.Security, outcome is StopOutcome.Resumed);
            if (outcome is not StopOutcome.Resumed) await ResumeAsync(console, StopTarget.Everything);
        }
    }

    [Fact]
    public async Task A_stop_of_an_agent_is_lifted_by_its_own_dri_and_by_no_other()
    {
        await using var console = await ReadyAsync(DatabaseProvider.Sqlite);
        var (own, other) = (A.Person("Dora", Role.Dri), A.Person("Otto", Role.Dri));
        await console.AddAsync(RowOf(own, "DRI@example.com"), RowOf(other, "otto@example.com"));
        foreach (var target in (StopTarget[])[StopTarget.Agent(Name), StopTarget.Tool("billing.refund"), StopTarget.Everything]) await StopAsync(console, target);

        Assert.IsType<StopOutcome.NotYourAgent>(await ResumeAsync(console, StopTarget.Agent(Name), other));
        Assert.IsType<StopOutcome.NotYourAgent>(await ResumeAsync(console, StopTarget.Tool("billing.refund"), own));
        Assert.IsType<StopOutcome.NotYourAgent>(await ResumeAsync(console, StopTarget.Everything, own));
        Assert.IsType<StopOutcome.Resumed>(await ResumeAsync(console, StopTarget.Agent(Name), own));
    }

    [Theory, EveryDatabase]
    public async Task A_second_stop_reaches_what_the_first_did_not(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        await StopAsync(console, StopTarget.Agent(Name));
        await OneOfEachAsync(console);

        var again = Assert.IsType<StopOutcome.AlreadyStopped>(await StopAsync(console, StopTarget.Agent(Name)));

        Assert.Equal(new StopReport(Frozen: 2, Revoked: 1, Running: 1, Unreached: 0), again.Report);
        Assert.DoesNotContain(await StatusesAsync(console), status => Waiting.Contains(status) || status == ProposalStatus.Released);
        Assert.Equal(1, await console.ReadAsync(db => db.StopOrders.CountAsync()));
        Assert.Equal(["proposal_frozen", "proposal_frozen", "proposal_revoked"], (await console.WholeLedgerAsync())[^3..].Select(entry => entry.Kind).Order());
    }

    [Theory, EveryDatabase]
    public async Task A_grant_whose_proposal_has_ended_is_left_as_it_is(DatabaseProvider provider)
    {
        await using var console = await ReadyAsync(provider);
        var ended = A.Proposal().In(ProposalStatus.Succeeded).Build();
        await console.AddAsync(ended, Grant.Issue(ended, A.Clearance(ended), A.Moment));

        var stopped = Assert.IsType<StopOutcome.Stopped>(await StopAsync(console, StopTarget.Agent(Name)));

        Assert.Equal(new StopReport(0, 0, 0, 0), stopped.Report);
        var grant = await console.ReadAsync(db => db.Grants.AsNoTracking().SingleAsync());
        Assert.Equal((null, 1), (grant.RevokedAt, grant.Version));
    }

    [Fact]
    public async Task What_a_stop_revokes_says_why()
    {
        await using var console = await ReadyAsync(DatabaseProvider.Sqlite);
        var released = A.Proposal().In(ProposalStatus.Released).Build();
        await console.AddAsync(released, Grant.Issue(released, A.Clearance(released), A.Moment));

        await StopAsync(console, StopTarget.Agent(Name));

        Assert.Equal("stopped", await console.ReadAsync(db => db.Proposals.Select(proposal => proposal.ReasonCode).SingleAsync()));
    }

    [Fact]
    public async Task An_agent_stops_and_resumes_nobody()
    {
        await using var console = await ReadyAsync(DatabaseProvider.Sqlite);

        Assert.IsType<StopOutcome.RoleMissing>(await console.Get<StopHandler>().HandleAsync(new(A.AgentCaller(), StopTarget.Agent(Name), "x"), default));
        Assert.IsType<StopOutcome.RoleMissing>(await console.Get<ResumeHandler>().HandleAsync(new(A.AgentCaller(), StopTarget.Agent(Name), "x"), default));
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_stopped()
    {
        await using var console = await ReadyAsync(DatabaseProvider.Sqlite);

        Assert.IsType<StopOutcome.Unknown>(await StopAsync(console, StopTarget.Agent("nobody")));
        Assert.IsType<StopOutcome.Unknown>(await StopAsync(console, StopTarget.Tool("nothing")));
        Assert.IsType<StopOutcome.NotStopped>(await ResumeAsync(console, StopTarget.Everything));
    }

    private static async Task<TestConsole> ReadyAsync(DatabaseProvider provider)
    {
        var console = await ToolConsole.StartAsync(provider);
        await console.AcceptAsync(A.Tool().Document());
        await console.RegisterAsync(A.Agent().Document());
        return console;
    }

    private static async Task<IReadOnlyList<Proposal>> OneOfEachAsync(TestConsole console)
    {
        var rows = Enum.GetValues<ProposalStatus>().Where(status => status != ProposalStatus.Frozen)
            .Select(status => A.Proposal().In(status).Build()).ToList();
        await console.AddAsync([.. rows]);
        var used = Grant.Issue(rows.Single(row => row.Status == ProposalStatus.Running), A.Clearance(rows.Single(row => row.Status == ProposalStatus.Running)), A.Moment);
        used.RedeemedAt = A.Moment;
        await console.AddAsync(Grant.Issue(rows.Single(row => row.Status == ProposalStatus.Released), A.Clearance(rows.Single(row => row.Status == ProposalStatus.Released)), A.Moment), used);
        return rows;
    }

    private static Task<List<ProposalStatus>> StatusesAsync(TestConsole console) => console.ReadAsync(db =>
        db.Proposals.AsNoTracking().OrderBy(proposal => proposal.Id).Select(proposal => proposal.Status).ToListAsync());

    private static Task<StopOutcome> StopAsync(TestConsole console, StopTarget target) =>
        console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), target, "drill"), default);

    private static Task<StopOutcome> ResumeAsync(TestConsole console, StopTarget target, Caller? caller = null) =>
        console.Get<ResumeHandler>().HandleAsync(new(caller ?? new Caller.Server(), target, "over"), default);

    private static Person RowOf(Caller.Person person, string email) => new()
    {
        Id = person.Id.Value,
        Email = email,
        UserName = email,
        NormalizedEmail = email.ToUpperInvariant(),
        NormalizedUserName = email.ToUpperInvariant(),
        DisplayName = person.DisplayName,
        AddedAt = A.Moment,
    };
}
