using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Reviews;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies.Opa;
using AgentConsole.Infrastructure.Proposals;
using AgentConsole.Infrastructure.Reviews;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Testing.Persistence;
using AgentConsole.Testing.Policies;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Policies.Opa;

public sealed class OpaInTheHallwayTests : IAsyncLifetime
{
    private const string Allow = """{"decision":"allow","rule":"fine","obligations":[]}""";
    private const string AskFinance = """{"decision":"review","rule":"ask_finance","obligations":[{"type":"approval","approvers":["role:finance"],"quorum":1}]}""";
    private OpaDouble _opa = null!;

    public async ValueTask InitializeAsync() => _opa = await OpaDouble.StartAsync();

    public ValueTask DisposeAsync() => _opa.DisposeAsync();

    [Theory, EveryDatabase]
    public async Task Its_denial_beats_a_Cedar_set_that_allows(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider, """@id("anything") permit (principal, action, resource);""");
        _opa.Instead = OpaDouble.Saying("""{"decision":"deny","rule":"month_end","reason":"No refunds at the end of the month.","obligations":[]}""");

        var denied = await console.ProposedAsync("key-1");
        _opa.Instead = OpaDouble.Saying(Allow);
        var released = await console.ProposedAsync("key-2");

        Assert.Equal((ProposalStatus.Denied, "policy_denied", "month_end", PolicyEngine.Opa, "main", "rev-7"),
            (denied.Status, denied.DenialCode, denied.Rule, denied.PolicyEngine, denied.PolicySet, denied.PolicyRevision));
        Assert.Equal((ProposalStatus.Released, "opa:main@rev-7, refunds@1"), (released.Status, released.PoliciesAsked));
        var logged = await console.ReadAsync(db => db.PolicyEvaluations.AsNoTracking().Where(row => row.ProposalId == denied.Id).OrderBy(row => row.Engine).ToListAsync());
        Assert.Equal([(PolicyEngine.Cedar, VerdictKind.Allow, null), (PolicyEngine.Opa, VerdictKind.Deny, OpaAnswers.RecordedId)],
            logged.Select(row => (row.Engine, row.Kind, row.OutsideId)));
    }

    [Theory, EveryDatabase]
    public async Task A_Cedar_set_that_forbids_is_not_overruled_by_its_permission(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider, """@id("never") forbid (principal, action, resource);""");
        _opa.Instead = OpaDouble.Saying(Allow);

        Assert.Equal((ProposalStatus.Denied, "never"), await console.ProposedAsync("key-1") is var denied ? (denied.Status, denied.Rule) : default);
    }

    [Theory, EveryDatabase]
    public async Task An_OPA_that_is_not_there_denies_for_now(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider, """@id("anything") permit (principal, action, resource);""");
        await _opa.DisposeAsync();

        var denied = await console.ProposedAsync("key-1");

        Assert.Equal((ProposalStatus.Denied, "policy_unavailable", true), (denied.Status, denied.DenialCode, denied.IsDenialRetryable));
        Assert.Equal("It cannot be reached.", (await console.ReadAsync(db => db.PolicyEvaluations.SingleAsync(row => row.Engine == PolicyEngine.Opa))).Errors);
    }

    [Theory, EveryDatabase]
    public async Task Without_a_Cedar_set_it_decides_alone(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        _opa.Instead = OpaDouble.Saying(Allow);

        Assert.Equal((ProposalStatus.Released, "fine"), await console.ProposedAsync("key-1") is var released ? (released.Status, released.Rule) : default);
    }

    [Theory, EveryDatabase]
    public async Task It_is_asked_again_at_release_with_the_approvals_that_were_given(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        _opa.Instead = OpaDouble.Saying(AskFinance);
        var pending = await console.ProposedAsync("key-1");
        Assert.Equal((ProposalStatus.Pending, "finance"), (pending.Status, pending.ApprovalRoles));

        var decided = await console.DecideAsync(A.Person("Fay", Role.Finance), pending, DecisionKind.Approve);

        Assert.Equal(ProposalStatus.Released, Assert.IsType<DecideOutcome.Recorded>(decided).Proposal.Status);
        Assert.Equal(2, _opa.Asked.Count);
        Assert.Equal("[]", _opa.InputOf(0).GetProperty("prior_approvals").GetRawText());
        Assert.Equal("""[{"roles":["finance"]}]""", _opa.InputOf(1).GetProperty("prior_approvals").GetRawText());
        Assert.Equal(pending.Id.ToString(), _opa.InputOf(1).GetProperty("proposal").GetProperty("id").GetString());
        Assert.Equal([EvaluationMoment.Intake, EvaluationMoment.Release],
            await console.ReadAsync(db => db.PolicyEvaluations.OrderBy(row => row.Moment).Select(row => row.Moment).ToListAsync()));
    }

    [Theory, EveryDatabase]
    public async Task A_proposal_that_it_denies_or_cannot_judge_at_release_stays_unreleased(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        _opa.Instead = OpaDouble.Saying(AskFinance);
        var pending = await console.ProposedAsync("key-1");

        _opa.Instead = OpaDouble.Saying("""{"decision":"deny","rule":"month_end","obligations":[]}""");
        var denied = await console.DecideAsync(A.Person("Fay", Role.Finance), pending, DecisionKind.Approve);
        _opa.Instead = LoopbackReceiver.AnswerWith(503);
        var away = await console.DecideAsync(A.Person("Flo", Role.Finance), pending, DecisionKind.Approve);

        Assert.Equal(DecideRefusal.NotReleasable, Assert.IsType<DecideOutcome.Refused>(denied).Why);
        Assert.Equal(DecideRefusal.NotReleasable, Assert.IsType<DecideOutcome.Refused>(away).Why);
        Assert.Equal(ProposalStatus.Pending, (await console.RowAsync(pending.Id)).Status);
    }

    [Theory, EveryDatabase]
    public async Task More_approvals_that_it_asks_for_at_release_are_asked_for(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        _opa.Instead = OpaDouble.Saying(AskFinance);
        var pending = await console.ProposedAsync("key-1");

        _opa.Instead = OpaDouble.Saying("""{"decision":"review","rule":"two","obligations":[{"type":"approval","approvers":["role:security"],"quorum":1}]}""");
        var first = await console.DecideAsync(A.Person("Fay", Role.Finance), pending, DecisionKind.Approve);
        var waiting = Assert.IsType<DecideOutcome.Recorded>(first).Proposal;
        var second = await console.DecideAsync(A.Person("Sam", Role.Security), waiting, DecisionKind.Approve);

        Assert.Equal(ProposalStatus.Pending, waiting.Status);
        Assert.Equal(ProposalStatus.Released, Assert.IsType<DecideOutcome.Recorded>(second).Proposal.Status);
        Assert.Equal("""[{"roles":["finance"]},{"roles":["security"]}]""", _opa.InputOf(2).GetProperty("prior_approvals").GetRawText());
    }

    [Theory, EveryDatabase]
    public async Task An_edit_is_judged_by_what_it_became(DatabaseProvider provider)
    {
        await using var console = await StartAsync(provider);
        _opa.Instead = OpaDouble.Saying(AskFinance);
        var pending = await console.ProposedAsync("key-1");

        _opa.Instead = OpaDouble.Saying("""{"decision":"allow","rule":"capped","obligations":[{"type":"limit","max_amount":100}]}""");
        var larger = await console.DecideAsync(A.Person("Fay", Role.Finance), pending, DecisionKind.Edit, """{"order_id":"W-1","amount":101}""");
        var smaller = await console.DecideAsync(A.Person("Fay", Role.Finance), pending, DecisionKind.Edit, """{"order_id":"W-1","amount":100}""");

        Assert.IsType<DecideOutcome.Refused>(larger);
        Assert.Equal(ProposalStatus.Released, Assert.IsType<DecideOutcome.Recorded>(smaller).Proposal.Status);
        Assert.Equal("100", _opa.InputOf(2).GetProperty("proposal").GetProperty("args").GetProperty("amount").GetRawText());
    }

    private async Task<TestConsole> StartAsync(DatabaseProvider provider, string? cedar = null)
    {
        var console = await HallwayConsole.StartAsync(provider, new OpaOptions { Url = _opa.Url });
        if (cedar is not null)
        {
            await console.AddAsync(
                new PolicySet { Name = "refunds", Engine = PolicyEngine.Cedar, LiveVersion = 1, Revision = 1, CreatedAt = A.Moment, ChangedAt = A.Moment },
                new PolicyVersion { SetName = "refunds", Number = 1, Text = cedar, Digest = Digest.OfBytes("x"u8), Status = PolicyVersionStatus.Live, Authors = "", SavedBy = "server", SavedAt = A.Moment });
        }

        return console;
    }
}
