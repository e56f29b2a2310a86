using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Policies;

public sealed class PublishedPolicyTests
{
    [Theory, EveryDatabase]
    public async Task A_published_set_decides_and_the_proposal_carries_its_version(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.PublishAsync("refunds", PolicyConsole.Example);

        var small = await console.ProposedAsync("key-1", PolicyConsole.Args("20"));
        var large = await console.ProposedAsync("key-2", PolicyConsole.Args("120.5"));

        Assert.Equal((ProposalStatus.Released, "refund-small", "refunds", 1), (small.Status, small.Rule, small.PolicySet, small.PolicyVersion));
        Assert.Equal((ProposalStatus.Pending, "1:finance", "refunds@1"), (large.Status, large.ApprovalClauses, large.PoliciesAsked));
        var log = await console.ReadAsync(db => db.PolicyEvaluations.AsNoTracking().OrderBy(row => row.At).ToListAsync());
        Assert.Equal(["refund-large", "refund-small"], log.Select(row => row.Rule).Order(StringComparer.Ordinal));
        Assert.All(log, row => Assert.Equal((PolicyEngine.Cedar, "refunds@1"), (row.Engine, row.Asked)));
    }

    [Theory, EveryDatabase]
    public async Task Only_the_role_that_the_policy_wants_may_decide_and_its_yes_is_asked_about_again(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.PublishAsync("refunds", PolicyConsole.Example);
        var proposal = await console.ProposedAsync("key-1", PolicyConsole.Args("120.5"));

        var reviewer = Assert.IsType<DecideOutcome.Refused>(await console.DecideAsync(A.Reviewer(), proposal, DecisionKind.Approve));
        var finance = Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(A.Person("Fin", Role.Finance), proposal, DecisionKind.Approve));

        Assert.Equal(DecideRefusal.RoleMissing, reviewer.Why);
        Assert.Equal(ProposalStatus.Released, finance.Proposal.Status);
        var release = await console.ReadAsync(db => db.PolicyEvaluations.AsNoTracking().SingleAsync(row => row.Moment == EvaluationMoment.Release));
        Assert.Equal((VerdictKind.Allow, "refund-large"), (release.Kind, release.Rule));
    }

    [Theory, EveryDatabase]
    public async Task A_policy_that_forbids_it_meanwhile_holds_the_release_back(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.PublishAsync("refunds", PolicyConsole.Example);
        var proposal = await console.ProposedAsync("key-1", PolicyConsole.Args("120.5"));

        await console.PublishAsync("freeze", """@id("frozen") forbid(principal, action, resource);""");
        var refused = Assert.IsType<DecideOutcome.Refused>(await console.DecideAsync(A.Person("Fin", Role.Finance), proposal, DecisionKind.Approve));

        Assert.Equal(DecideRefusal.NotReleasable, refused.Why);
        Assert.Equal((ProposalStatus.Pending, 0), ((await console.RowAsync(proposal.Id)).Status, await console.ReadAsync(db => db.Decisions.CountAsync())));
        Assert.Equal("frozen", (await console.ReadAsync(db => db.PolicyEvaluations.AsNoTracking().SingleAsync(row => row.Moment == EvaluationMoment.Release))).Rule);
    }

    [Theory, EveryDatabase]
    public async Task A_policy_that_wants_more_people_meanwhile_is_waited_for(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.PublishAsync("refunds", PolicyConsole.Example);
        var proposal = await console.ProposedAsync("key-1", PolicyConsole.Args("120.5"));
        await console.PublishAsync("two", """permit(principal, action, resource); forbid(principal, action, resource) when { context.approvals < 2 };""");

        var first = Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(A.Person("Fin", Role.Finance), proposal, DecisionKind.Approve));
        Assert.Equal((ProposalStatus.Pending, "2:reviewer;1:finance"), (first.Proposal.Status, first.Proposal.ApprovalClauses));
        Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(A.Reviewer("Ben"), proposal, DecisionKind.Approve));
        var last = Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(A.Reviewer("Cleo"), proposal, DecisionKind.Approve));

        Assert.Equal((ProposalStatus.Released, 3), (last.Proposal.Status, last.ApprovalsGiven));
    }

    [Theory, EveryDatabase]
    public async Task Two_of_one_role_are_enough_where_two_of_it_were_asked(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.PublishAsync("two", """permit(principal, action, resource) when { context.approvals >= 2 && context.approver_roles.contains("oncall") };""");
        var proposal = await console.ProposedAsync("key-1", PolicyConsole.Args("20"));

        var first = Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(A.Person("Ona", Role.Oncall, Role.Finance), proposal, DecisionKind.Approve));
        var stranger = Assert.IsType<DecideOutcome.Refused>(await console.DecideAsync(A.Person("Fin", Role.Finance), proposal, DecisionKind.Approve));
        var second = Assert.IsType<DecideOutcome.Recorded>(await console.DecideAsync(A.Person("Odo", Role.Oncall), proposal, DecisionKind.Approve));

        Assert.Equal(("2:oncall", DecideRefusal.RoleMissing), (first.Proposal.ApprovalClauses, stranger.Why));
        Assert.Equal(ProposalStatus.Released, second.Proposal.Status);
    }

    [Theory, EveryDatabase]
    public async Task Approvals_that_meet_every_clause_and_that_the_policy_does_not_accept_release_nothing(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.PublishAsync("odd", """permit(principal, action, resource) when { context.approvals >= 1 && context.approver_roles.contains("finance") && (!context.approver_roles.contains("reviewer") || context.approver_roles.contains("security")) };""");
        var proposal = await console.ProposedAsync("key-1", PolicyConsole.Args("20"));

        var both = await console.DecideAsync(A.Person("Fay", Role.Finance, Role.Reviewer), proposal, DecisionKind.Approve);

        Assert.Equal("1:finance", proposal.ApprovalClauses);
        Assert.Equal(DecideRefusal.NotReleasable, Assert.IsType<DecideOutcome.Refused>(both).Why);
        Assert.Equal(ProposalStatus.Pending, (await console.RowAsync(proposal.Id)).Status);
    }

    [Theory, EveryDatabase]
    public async Task The_DRI_of_another_agent_is_no_DRI_here(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.PublishAsync("dri", """permit(principal, action, resource) when { context.approvals >= 1 && context.approver_roles.contains("dri") };""");
        var proposal = await console.ProposedAsync("key-1", PolicyConsole.Args("20"));

        var stranger = Assert.IsType<DecideOutcome.Refused>(await console.DecideAsync(A.Person("Drew", Role.Dri), proposal, DecisionKind.Approve));

        Assert.Equal(("1:dri", DecideRefusal.RoleMissing), (proposal.ApprovalClauses, stranger.Why));
    }

    [Theory, EveryDatabase]
    public async Task Names_of_tools_that_do_not_exist_do_not_use_up_what_is_counted(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.PublishAsync("few", """permit(principal, action, resource) when { context.today.of_tool < 2 };""");
        for (var at = 0; at < ProposalTally.NamesMax + 5; at++) await console.ProposeAsync($"noise-{at}", "{}", tool: $"x-{at}");

        var proposals = new List<Proposal>();
        for (var at = 0; at < 3; at++) proposals.Add(await console.ProposedAsync($"key-{at}", PolicyConsole.Args("1")));

        Assert.Equal([ProposalStatus.Released, ProposalStatus.Released, ProposalStatus.Denied], proposals.Select(proposal => proposal.Status));
    }

    [Theory, EveryDatabase]
    public async Task The_reviewer_of_a_stage_does_not_stand_in_for_the_people_that_a_policy_wants(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.RegisterAsync(A.Agent("careful").Stage(Domain.Agents.Stage.ReadOnly).Document());
        await console.PublishAsync("refunds", """permit(principal, action, resource) when { context.approvals >= 1 && context.approver_roles.contains("security") };""");

        var recorded = (Infrastructure.Proposals.ProposeOutcome.Recorded)await console.ProposeAsync("key-1", PolicyConsole.Args("20"), A.AgentCaller("careful"));
        Assert.Equal("1:reviewer;1:security", recorded.Proposal.ApprovalClauses);

        var first = (DecideOutcome.Recorded)await console.DecideAsync(A.Reviewer(), recorded.Proposal, DecisionKind.Approve);
        Assert.Equal(ProposalStatus.Pending, first.Proposal.Status);
        var second = (DecideOutcome.Recorded)await console.DecideAsync(PolicyConsole.Sue, recorded.Proposal, DecisionKind.Approve);
        Assert.Equal(ProposalStatus.Released, second.Proposal.Status);
    }

    [Theory, EveryDatabase]
    public async Task A_sum_of_the_day_holds_however_the_runs_are_named_and_counts_what_people_released(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.PublishAsync("daily", """
            @id("under") permit(principal, action, resource) when { context.today.total.lessThanOrEqual(decimal("100.0")) };
            @id("over") permit(principal, action, resource) when { context.approvals >= 1 };
            """);

        var one = await console.ProposedAsync("key-1", PolicyConsole.Args("60"));
        var two = await console.ProposedAsync("key-2", PolicyConsole.Args("60"));
        await console.DecideAsync(A.Reviewer(), two, DecisionKind.Approve);
        var three = await console.ProposedAsync("key-3", PolicyConsole.Args("1"));
        console.Clock.Advance(TimeSpan.FromDays(1));
        var tomorrow = await console.ProposedAsync("key-4", PolicyConsole.Args("60"));

        Assert.Equal(["under", "over", "over", "under"], new[] { one, two, three, tomorrow }.Select(proposal => proposal.Rule));
    }

    [Theory, EveryDatabase]
    public async Task Proposals_that_come_at_once_do_not_slip_under_a_sum_together(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.PublishAsync("daily", """permit(principal, action, resource) when { context.today.total.lessThanOrEqual(decimal("100.0")) };""");

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(at => console.ProposedAsync($"key-{at}", PolicyConsole.Args("30", $"W-{at}"))));

        Assert.Equal(3, all.Count(proposal => proposal.Status == ProposalStatus.Released));
    }

    [Theory, EveryDatabase]
    public async Task Reading_personal_data_first_forbids_sending_it_out(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        const string Free = """{"type":"object"}""";
        await console.AcceptAsync(A.Tool("crm.read").Doing(SideEffect.Read).Taking(Free).With("sensitivity", new System.Text.Json.Nodes.JsonArray("personal_data")).With("pointers", null).Document());
        await console.AcceptAsync(A.Tool("mail.send").Taking(Free).With("sensitivity", new System.Text.Json.Nodes.JsonArray("external")).With("pointers", null).Document());
        await console.RegisterAsync(A.Agent("writer").MayUse("crm.read").MayUse("mail.send").Document());
        await console.PublishAsync("pii", """
            permit(principal, action, resource);
            @id("pii-out") forbid(principal, action, resource) when { context.sensitivity.contains("external") && context.today.data_read.contains("personal_data") };
            """);
        var caller = A.AgentCaller("writer");

        var before = await ProposedAsync("mail.send", "1");
        await ProposedAsync("crm.read", "2");
        var after = await ProposedAsync("mail.send", "3");

        Assert.Equal((ProposalStatus.Released, ProposalStatus.Denied, "pii-out"), (before.Status, after.Status, after.Rule));

        async Task<Proposal> ProposedAsync(string tool, string key) =>
            ((Infrastructure.Proposals.ProposeOutcome.Recorded)await console.ProposeAsync(key, "{}", caller, tool: tool)).Proposal;
    }

    [Theory, EveryDatabase]
    public async Task Another_node_decides_by_a_new_version_from_the_moment_it_is_published(DatabaseProvider provider)
    {
        await using var one = await PolicyConsole.StartAsync(provider);
        await using var other = await HallwayConsole.NodeAsync(one.Database, one.Clock);
        await one.PublishAsync("refunds", "permit(principal, action, resource);");

        var before = await other.ProposedAsync("key-1", PolicyConsole.Args("20"));
        await one.PublishAsync("refunds", "forbid(principal, action, resource);");
        var after = await other.ProposedAsync("key-2", PolicyConsole.Args("20"));

        Assert.Equal((ProposalStatus.Released, ProposalStatus.Denied, 2), (before.Status, after.Status, after.PolicyVersion));
    }

    [Theory, EveryDatabase]
    public async Task A_live_text_that_cannot_be_read_any_more_allows_nothing(DatabaseProvider provider)
    {
        await using var console = await PolicyConsole.StartAsync(provider);
        await console.PublishAsync("refunds", "permit(principal, action, resource);");
        await console.ReadAsync(db => db.Database.ExecuteSqlAsync($"""UPDATE "PolicyVersions" SET "Text" = 'permit(oops'"""));
        await console.ReadAsync(db => db.Database.ExecuteSqlAsync($"""UPDATE "PolicySets" SET "Revision" = "Revision" + 1"""));

        var denied = await console.ProposedAsync("key-1", PolicyConsole.Args("20"));

        Assert.Equal((ProposalStatus.Denied, "policy_error"), (denied.Status, denied.DenialCode));
    }
}
