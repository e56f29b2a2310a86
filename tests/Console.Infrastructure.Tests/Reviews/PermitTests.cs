using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Reviews.Permits;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Reviews.Permits;
using AgentConsole.Infrastructure.Tests.Policies;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Reviews;

public sealed class PermitTests
{
    private const string Alike = """{"order_id":"W-1","amount":99}""";
    private static readonly PermitWish Same = new(PermitRuleKind.Same);
    private static readonly Dictionary<string, PermitWish> Usual = new() { ["order_id"] = Same, ["amount"] = new(PermitRuleKind.AtMost, 150_000_000_000) };

    [Theory, EveryDatabase]
    public async Task A_call_that_is_alike_is_released_in_the_name_of_whoever_allowed_it_and_all_of_it_is_written_down(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var (ana, permit) = await PermittedAsync(console, uses: 2);

        var recorded = Assert.IsType<ProposeOutcome.Recorded>(await console.ProposeAsync("key-2", Alike));
        var other = await console.ProposedAsync("key-3", """{"order_id":"W-2","amount":99}""");
        var more = await console.ProposedAsync("key-4", """{"order_id":"W-1","amount":150.01}""");

        Assert.Equal((ProposalStatus.Released, $"permit:{permit.Id}", ana.DisplayName), (recorded.Proposal.Status, recorded.Proposal.Rule, recorded.Proposal.DecidedByName));
        Assert.NotNull(recorded.Grant);
        Assert.Equal((ProposalStatus.Pending, ProposalStatus.Pending), (other.Status, more.Status));
        Assert.Equal(0, await console.ReadAsync(db => db.Decisions.CountAsync()));
        var ledger = (await console.WholeLedgerAsync()).Select(entry => entry.Kind).ToList();
        Assert.Equal(["permit_granted", "proposal_submitted", "permit_used", "grant_issued", "proposal_submitted", "proposal_submitted"], ledger.TakeLast(6));

        var replay = Assert.IsType<ProposeOutcome.Recorded>(await console.ProposeAsync("key-2", Alike));
        Assert.Equal((true, ProposalStatus.Released, recorded.Grant!.Id), (replay.IsReplay, replay.Proposal.Status, replay.Grant!.Id));
        Assert.Equal(1, (await OneAsync(console)).Uses);
    }

    [Theory, EveryDatabase]
    public async Task Never_more_uses_than_were_allowed_however_many_calls_come_at_once(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        await PermittedAsync(console, uses: 5);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(n => Task.Run(() => console.ProposeAsync($"race-{n}", Alike))));

        var states = outcomes.Cast<ProposeOutcome.Recorded>().Select(outcome => outcome.Proposal.Status).ToList();
        Assert.Equal((5, 27), (states.Count(state => state == ProposalStatus.Released), states.Count(state => state == ProposalStatus.Pending)));
        Assert.Equal((5, 5), ((await OneAsync(console)).Uses, await console.ReadAsync(db => db.Grants.CountAsync())));
    }

    [Theory, EveryDatabase]
    public async Task Two_nodes_share_the_same_few_uses(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var clock = new FakeClock();
        await using var one = await HallwayConsole.NodeAsync(database, clock);
        await one.FurnishAsync();
        await using var two = await HallwayConsole.NodeAsync(database, clock);
        await PermittedAsync(one, uses: 3);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Task.Run(() => (n % 2 == 0 ? one : two).ProposeAsync($"race-{n}", Alike))));

        Assert.Equal(3, outcomes.Cast<ProposeOutcome.Recorded>().Count(outcome => outcome.Proposal.Status == ProposalStatus.Released));
        Assert.Equal(3, (await OneAsync(one)).Uses);
    }

    [Theory, EveryDatabase]
    public async Task It_ends_with_its_time_its_uses_a_word_of_anybody_who_decides_and_a_stop(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var (_, first) = await PermittedAsync(console, uses: 1, seconds: 60);
        console.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(ProposalStatus.Pending, (await console.ProposedAsync("late", Alike)).Status);

        var (_, second) = await PermittedAsync(console, uses: 1, name: "Bea");
        Assert.Equal(ProposalStatus.Released, (await console.ProposedAsync("once", Alike)).Status);
        Assert.Equal(ProposalStatus.Pending, (await console.ProposedAsync("twice", Alike)).Status);

        var (_, third) = await PermittedAsync(console, name: "Cleo");
        var end = console.Get<EndPermitHandler>();
        Assert.Equal(new PermitOutcome.Refused(PermitRefusal.RoleMissing), await end.HandleAsync(A.Person("Aud", Role.Auditor), third.Id, default));
        Assert.Equal(new PermitOutcome.Refused(PermitRefusal.RoleMissing), await end.HandleAsync(HallwayConsole.Agent, third.Id, default));
        Assert.IsType<PermitOutcome.NotFound>(await end.HandleAsync(A.Reviewer(), PermitId.New(A.Moment), default));
        Assert.IsType<PermitOutcome.Ended>(await end.HandleAsync(A.Person("Fin", Role.Finance), third.Id, default));
        Assert.IsType<PermitOutcome.Ended>(await end.HandleAsync(A.Person("Fin", Role.Finance), third.Id, default));
        Assert.Equal(ProposalStatus.Pending, (await console.ProposedAsync("revoked", Alike)).Status);

        foreach (var target in (StopTarget[])[StopTarget.Agent(HallwayConsole.Agent.Name), StopTarget.Tool("billing.refund"), StopTarget.Everything])
        {
            var (_, stopped) = await PermittedAsync(console, name: $"P{target.Scope}");
            await console.Get<StopHandler>().HandleAsync(new(new Caller.Server(), target, "drill"), default);
            await console.Get<ResumeHandler>().HandleAsync(new(new Caller.Server(), target, "over"), default);
            Assert.Equal("stopped", (await console.Get<PermitQuery>().FindAsync(stopped.Id, default))!.EndedCode);
            Assert.Equal(ProposalStatus.Pending, (await console.ProposedAsync($"after-{target}", Alike)).Status);
        }

        var ended = (await console.WholeLedgerAsync()).Where(entry => entry.Kind == "permit_ended").Select(entry => entry.Subject).ToList();
        Assert.Equal(4, ended.Count);
        Assert.DoesNotContain($"permit:{first.Id}", ended);
        Assert.DoesNotContain($"permit:{second.Id}", ended);
    }

    [Theory, EveryDatabase]
    public async Task Whose_yes_would_not_count_now_has_no_permit_that_does(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        var (ana, _) = await PermittedAsync(console);
        var server = new Caller.Server();
        await NudgeHandlerTests.PersonAsync(console, "admin@example.com", Role.Admin);

        await console.Get<ChangePersonHandler>().HandleAsync(new(server, ana.Id, new HashSet<Role> { Role.Finance }, null), default);
        Assert.Equal(ProposalStatus.Pending, (await console.ProposedAsync("other-role", Alike)).Status);
        await console.Get<ChangePersonHandler>().HandleAsync(new(server, ana.Id, new HashSet<Role> { Role.Reviewer }, true), default);
        Assert.Equal(ProposalStatus.Pending, (await console.ProposedAsync("disabled", Alike)).Status);
        await console.Get<ChangePersonHandler>().HandleAsync(new(server, ana.Id, null, false), default);
        Assert.Equal(ProposalStatus.Released, (await console.ProposedAsync("again", Alike)).Status);
        await console.Get<IssueAgentKeyHandler>().HandleAsync(new(server, HallwayConsole.Agent.Name, "production", ana.Id, null), default);
        Assert.Equal(ProposalStatus.Pending, (await console.ProposedAsync("own", Alike)).Status);
    }

    [Theory, EveryDatabase]
    public async Task Policy_is_asked_again_with_that_one_approval_and_its_no_is_a_no(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.PublishAsync("refunds", PolicyConsole.Example);
        var fin = await NudgeHandlerTests.PersonAsync(console, "fin@example.com", Role.Finance);
        var read = await console.ProposedAsync("key-1", PolicyConsole.Args("120.5"));
        Assert.IsType<PermitOutcome.Granted>(await GrantAsync(console, fin, read));

        var released = await console.ProposedAsync("key-2", PolicyConsole.Args("99"));
        Assert.Equal(ProposalStatus.Released, released.Status);
        Assert.Equal([VerdictKind.Review, VerdictKind.Allow], await console.ReadAsync(db => db.PolicyEvaluations.Where(row => row.ProposalId == released.Id)
            .OrderBy(row => row.Moment == EvaluationMoment.Release).Select(row => row.Kind).ToListAsync()));

        await console.PublishAsync("pairs", """@id("pairs") forbid(principal, action, resource) when { context.approvals < 2 };""");
        Assert.Equal(ProposalStatus.Pending, (await console.ProposedAsync("key-3", PolicyConsole.Args("98"))).Status);
        Assert.Equal(1, (await OneAsync(console)).Uses);
    }

    [Theory, EveryDatabase]
    public async Task What_must_be_looked_at_each_time_is_never_allowed_beforehand(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        await console.AcceptAsync(A.Tool("mail.send").Doing(SideEffect.Irreversible).Document());
        await console.RegisterAsync(A.Agent("sender").MayUse("mail.send").Document());
        var ana = await NudgeHandlerTests.PersonAsync(console, "ana@example.com", Role.Reviewer);
        var read = await console.ProposedAsync("key-1");
        var irreversible = ((ProposeOutcome.Recorded)await console.ProposeAsync("key-2", caller: A.AgentCaller("sender"), tool: "mail.send")).Proposal;

        Assert.Equal(PermitRefusal.Irreversible, RefusalOf(await GrantAsync(console, ana, irreversible)));
        Assert.Equal(PermitRefusal.RoleMissing, RefusalOf(await GrantAsync(console, A.Person("Fin", Role.Finance), read)));
        await SetAsync(console, read.Id, risk: 60);
        Assert.Equal(PermitRefusal.HighRisk, RefusalOf(await GrantAsync(console, ana, read)));
        await SetAsync(console, read.Id, risk: 59, clauses: "2:reviewer");
        Assert.Equal(PermitRefusal.SeveralPeople, RefusalOf(await GrantAsync(console, ana, read)));
        await SetAsync(console, read.Id, risk: 59, clauses: "1:reviewer");
        Assert.IsType<PermitOutcome.Changed>(await console.Get<GrantPermitHandler>().HandleAsync(new(ana, read.Id, "sha-256:other", Usual, 60, 1, "why"), default));
        Assert.IsType<PermitOutcome.NotFound>(await GrantAsync(console, ana, A.Proposal().Build()));
        Assert.IsType<PermitOutcome.Malformed>(await console.Get<GrantPermitHandler>().HandleAsync(new(ana, read.Id, read.Digest, new Dictionary<string, PermitWish>(), 60, 1, "why"), default));
        await console.DecideAsync(A.Reviewer(), read, DecisionKind.Reject);
        Assert.Equal(PermitRefusal.NotPending, RefusalOf(await GrantAsync(console, ana, read)));
        Assert.Equal(0, await console.ReadAsync(db => db.Permits.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task A_call_of_high_risk_or_of_another_contract_waits_though_it_is_alike(DatabaseProvider provider)
    {
        await using var console = await HallwayConsole.StartAsync(provider);
        await PermittedAsync(console);
        await console.AcceptAsync(A.Tool().Version(2).With("description", "the same, said otherwise").Document());

        Assert.Equal(ProposalStatus.Pending, (await console.ProposedAsync("key-2", Alike)).Status);
    }

    [Theory]
    [InlineData(59, 1, "why", "/for_s")]
    [InlineData(28_801, 1, "why", "/for_s")]
    [InlineData(60, 0, "why", "/uses")]
    [InlineData(60, 51, "why", "/uses")]
    [InlineData(60, 1, "  ", "/reason")]
    public async Task Bounds_are_kept(int seconds, int uses, string reason, string pointer)
    {
        await using var console = await HallwayConsole.StartAsync(DatabaseProvider.Sqlite);

        var outcome = await console.Get<GrantPermitHandler>().HandleAsync(new(A.Reviewer(), A.Proposal().Build().Id, "x", Usual, seconds, uses, reason), default);

        Assert.Equal(pointer, Assert.Single(Assert.IsType<PermitOutcome.Malformed>(outcome).Faults).Pointer);
    }

    private static async Task<(Caller.Person Ana, Permit Permit)> PermittedAsync(TestConsole console, int uses = 10, int seconds = 3600, string name = "Ana")
    {
        var ana = await NudgeHandlerTests.PersonAsync(console, $"{name.ToLowerInvariant()}@example.com", Role.Reviewer);
        var read = await console.ProposedAsync($"read by {name}", """{"order_id":"W-1","amount":120.5}""");
        var outcome = await console.Get<GrantPermitHandler>().HandleAsync(new(ana, read.Id, read.Digest, Usual, seconds, uses, "month's end"), default);
        return (ana, Assert.IsType<PermitOutcome.Granted>(outcome).Permit);
    }

    private static Task<PermitOutcome> GrantAsync(TestConsole console, Caller.Person person, Proposal read) =>
        console.Get<GrantPermitHandler>().HandleAsync(new(person, read.Id, read.Digest, Usual, 3600, 10, "why"), default);

    private static PermitRefusal RefusalOf(PermitOutcome outcome) => Assert.IsType<PermitOutcome.Refused>(outcome).Why;

    private static Task<Permit> OneAsync(TestConsole console) => console.ReadAsync(db => db.Permits.AsNoTracking().SingleAsync());

    private static Task<int> SetAsync(TestConsole console, ProposalId id, int risk, string clauses = "1:reviewer") => console.ReadAsync(db => db.Proposals.Where(p => p.Id == id)
        .ExecuteUpdateAsync(set => set.SetProperty(p => p.RiskScore, risk).SetProperty(p => p.ApprovalClauses, clauses)));
}
