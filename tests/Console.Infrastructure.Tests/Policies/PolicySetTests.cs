using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Policies;

public sealed class PolicySetTests
{
    private const string Permit = "permit(principal, action, resource);";
    private const string Forbid = "forbid(principal, action, resource);";

    [Theory, EveryDatabase]
    public async Task Who_wrote_on_a_version_does_not_publish_it_whoever_wrote_last(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.SaveAsync("refunds", Permit, PolicyConsole.Sam);
        await console.SaveAsync("refunds", Forbid, PolicyConsole.Sue);

        Assert.IsType<PolicySetOutcome.SecondPersonNeeded>(await console.StepAsync("refunds", PolicyStep.Publish, PolicyConsole.Sam));
        Assert.IsType<PolicySetOutcome.SecondPersonNeeded>(await console.StepAsync("refunds", PolicyStep.Publish, PolicyConsole.Sue));
        Assert.IsType<PolicySetOutcome.RoleMissing>(await console.StepAsync("refunds", PolicyStep.Publish, A.Reviewer()));
        Assert.IsType<PolicySetOutcome.RoleMissing>(await console.SaveAsync("refunds", Permit, A.Person("Admin", Role.Admin)));
        Assert.IsType<PolicySetOutcome.Done>(await console.StepAsync("refunds", PolicyStep.Publish, A.Person("Third", Role.Security)));
    }

    [Theory, EveryDatabase]
    public async Task What_is_published_is_what_was_read(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        var read = (PolicySetOutcome.Done)await console.SaveAsync("refunds", Permit);
        await console.SaveAsync("refunds", Forbid);

        Assert.IsType<PolicySetOutcome.Stale>(await console.StepAsync("refunds", PolicyStep.Publish, digest: read.Version.Digest));
        Assert.Null((await console.ReadAsync(db => db.PolicySets.AsNoTracking().SingleAsync())).LiveVersion);
    }

    [Theory, EveryDatabase]
    public async Task A_set_that_fails_the_schema_or_its_own_tests_is_not_published(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        const string Tests = """[{"name":"small is allowed","given":{"tool":"billing.refund","args":{"order_id":"W-1","amount":20}},"expect":{"verdict":"allow"}}]""";

        await console.SaveAsync("typo", """permit(principal, action == Action::"billing.refund", resource) when { context.args.amuont == decimal("1.0") };""");
        await console.SaveAsync("tested", Forbid, tests: Tests);
        var typo = Assert.IsType<PolicySetOutcome.NotPublishable>(await console.StepAsync("typo", PolicyStep.Publish));
        var tested = Assert.IsType<PolicySetOutcome.NotPublishable>(await console.StepAsync("tested", PolicyStep.Publish));

        Assert.Equal(1, Assert.Single(typo.Report.Errors).Line);
        Assert.Contains("expected allow, got deny", Assert.Single(tested.Report.Tests).Fault, StringComparison.Ordinal);
        await console.SaveAsync("tested", Permit, tests: Tests);
        Assert.IsType<PolicySetOutcome.Done>(await console.StepAsync("tested", PolicyStep.Publish));
    }

    [Theory, EveryDatabase]
    public async Task One_step_rolls_back_and_the_ledger_tells_the_whole_story(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.PublishAsync("refunds", Permit);
        await console.PublishAsync("refunds", Forbid);
        var bad = await console.ProposedAsync("key-1", PolicyConsole.Args("20"));

        var back = Assert.IsType<PolicySetOutcome.Done>(await console.StepAsync("refunds", PolicyStep.RollBack, PolicyConsole.Sam, from: 2));
        Assert.IsType<PolicySetOutcome.Stale>(await console.StepAsync("refunds", PolicyStep.RollBack, from: 2));
        var good = await console.ProposedAsync("key-2", PolicyConsole.Args("20"));

        Assert.Equal((ProposalStatus.Denied, ProposalStatus.Released, 1, 1), (bad.Status, good.Status, back.Version.Number, good.PolicyVersion));
        Assert.IsType<PolicySetOutcome.NotNow>(await console.StepAsync("refunds", PolicyStep.RollBack, from: 1));
        Assert.Equal(["policy_draft_saved", "policy_published", "policy_draft_saved", "policy_published", "policy_rolled_back"],
            (await console.WholeLedgerAsync()).Where(entry => entry.Subject == "policy:refunds").Select(entry => entry.Kind));
    }

    [Theory, EveryDatabase]
    public async Task A_shadow_is_asked_beside_what_decides_and_only_its_differences_are_kept(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.PublishAsync("refunds", Permit);
        await console.SaveAsync("refunds", """@id("little") permit(principal, action, resource) when { context.money.lessThan(decimal("50.0")) };""");
        await console.StepAsync("refunds", PolicyStep.StartShadow, PolicyConsole.Sam);

        var small = await console.ProposedAsync("key-1", PolicyConsole.Args("20"));
        var large = await console.ProposedAsync("key-2", PolicyConsole.Args("120"));

        Assert.Equal((ProposalStatus.Released, ProposalStatus.Released), (small.Status, large.Status));
        var report = (await console.Get<ShadowQuery>().OfAsync("refunds", 2, default))!;
        Assert.Equal((2, 1, large.Id), (report.Asked, report.DifferentCount, Assert.Single(report.Newest).ProposalId));
        Assert.Equal(new BacktestTransition(VerdictKind.Allow, VerdictKind.Deny, 1), Assert.Single(report.Transitions));

        await console.SaveAsync("refunds", Forbid);
        Assert.Null(await console.Get<ShadowQuery>().OfAsync("refunds", 2, default));
        await console.ProposedAsync("key-3", PolicyConsole.Args("120"));
        Assert.Equal(1, await console.ReadAsync(db => db.ShadowDifferences.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task A_draft_can_be_thrown_away_and_a_set_that_never_decided_goes_with_it(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.PublishAsync("live", Permit);
        await console.SaveAsync("live", Forbid);
        await console.SaveAsync("draft", Permit);

        await console.StepAsync("live", PolicyStep.Discard, PolicyConsole.Sam);
        await console.StepAsync("draft", PolicyStep.Discard, PolicyConsole.Sam);

        Assert.Equal(["live"], (await console.Get<PolicyQuery>().ListAsync(default)).Select(row => row.Set.Name));
        Assert.IsType<PolicySetOutcome.NotNow>(await console.StepAsync("live", PolicyStep.Publish));
        Assert.Equal(ProposalStatus.Released, (await console.ProposedAsync("key-1", PolicyConsole.Args("1"))).Status);
    }

    [Theory, EveryDatabase]
    public async Task Saving_the_same_again_changes_nothing_and_writing_over_what_was_not_read_is_refused(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        var saved = (PolicySetOutcome.Done)await console.SaveAsync("refunds", Permit);

        Assert.IsType<PolicySetOutcome.Unchanged>(await console.SaveAsync("refunds", Permit));
        await console.SaveAsync("refunds", Forbid);
        var stale = await console.Get<SavePolicyHandler>().HandleAsync(new(PolicyConsole.Sam, PolicyConsole.Written("refunds", Permit), saved.Set.Version), default);

        Assert.IsType<PolicySetOutcome.Stale>(stale);
    }

    [Theory]
    [InlineData("permit(principal, action, resource)\n  when { context.x == };", 2, "unreadable")]
    [InlineData("permit(principal == ?principal, action, resource);", 1, "template")]
    [InlineData("@id(\"a\") permit(principal, action, resource);\n@id(\"a\") forbid(principal, action, resource);", 2, "duplicate_id")]
    public void An_unreadable_text_is_refused_with_its_place(string text, int line, string code)
    {
        var fault = Assert.Single(PolicyChecker.Unreadable(PolicyEngine.Cedar, text));

        Assert.Equal((line, code), (fault.Line, fault.Code));
    }
}
