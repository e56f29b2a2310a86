using System.Text;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Deliveries;
using AgentConsole.Testing.Policies;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Policies.Opa;

public sealed class OpaEngineTests : IAsyncLifetime
{
    private OpaStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await OpaStage.StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task It_is_asked_as_the_contract_says()
    {
        var finance = new HashSet<Role> { Role.Reviewer, Role.Finance };
        var id = ProposalId.New(A.Moment);

        await _stage.AskAsync(OpaStage.Question() with { ProposalId = id, Approvals = GivenApprovals.Of([finance, new HashSet<Role> { Role.Security }]) });

        var asked = Assert.Single(_stage.Opa.Asked);
        Assert.Equal(("POST", OpaAnswers.Path + "?provenance=true&metrics=true", "Bearer " + OpaStage.Token, "application/json"),
            (asked.Method, asked.Path, asked.Headers["Authorization"], asked.Headers["Content-Type"]));
        Assert.Equal(
            $$$"""{"input":{"schema":"agentconsole.policy-input.v1","proposal":{"id":"{{{id}}}","tool":"refund.create","effect":"write","args":{"amount":120.5,"order_id":"W-1"},"args_hash":"{{{OpaStage.Question().ArgumentsDigest}}}","contract_version":1},"agent":{"id":"support-triage-v3","owner":"dri@example.com","stage":"narrow_production_writes","roles":["narrow_production_writes"]},"principal":{},"environment":"production","run":{"id":"run-7"},"risk":{"score":42,"signals":["money","novelty"]},"provenance":{"request":[],"trusted":[],"untrusted":[],"nowhere":[],"has_request":false,"read_untrusted":false},"time":"2026-04-10T03:14:22Z","prior_approvals":[{"roles":["reviewer","finance"]},{"roles":["security"]}]}}""",
            asked.Text);
    }

    [Fact]
    public async Task What_is_not_known_is_left_out_and_is_no_null()
    {
        await _stage.AskAsync(OpaStage.Question() with { Dri = null, RunId = null, Approvals = new(2, new HashSet<Role> { Role.Finance }) });

        var input = _stage.Opa.InputOf(0);
        Assert.DoesNotContain("null", input.GetRawText(), StringComparison.Ordinal);
        Assert.False(input.GetProperty("proposal").TryGetProperty("id", out _));
        // How many they are is known, and of none that it holds a role.
        Assert.Equal("""[{"roles":[]},{"roles":[]}]""", input.GetProperty("prior_approvals").GetRawText());
    }

    [Fact]
    public async Task A_number_is_judged_as_it_will_run_however_it_is_spelled()
    {
        await _stage.AskAsync(OpaStage.Question("""{"order_id":"W-1","amount":1.205e2}"""));

        Assert.Equal("""{"amount":120.5,"order_id":"W-1"}""", _stage.Opa.InputOf(0).GetProperty("proposal").GetProperty("args").GetRawText());
    }

    [Fact]
    public async Task The_recorded_review_asks_finance()
    {
        var ruling = await _stage.AskAsync();

        Assert.Equal((VerdictKind.Review, "refund_over_50", "1:finance"), (ruling.Answer.Kind, ruling.Answer.Rule, ApprovalClause.TextOf(ruling.Answer.Clauses)));
        Assert.Equal(new PolicySource(PolicyEngine.Opa, "main", "rev-7"), ruling.Answer.Source);
        Assert.Equal(("opa:main@rev-7", OpaAnswers.RecordedId), (ruling.Asked, ruling.OutsideId));
        Assert.Equal(["main/refund_over_50", """obligation {"approvers":["role:finance"],"expires_in_s":900,"quorum":1,"type":"approval"}"""], ruling.Determining);
        Assert.Empty(ruling.Errors);
        Assert.Empty(_stage.Logged);
    }

    [Theory]
    [InlineData("""{"order_id":"W-1","amount":20}""", SideEffect.Write, "refund.create", VerdictKind.Allow, "small_refund", null)]
    [InlineData("""{"order_id":"W-1","amount":20}""", SideEffect.Read, "refund.create", VerdictKind.Allow, "read_only", null)]
    [InlineData("""{"order_id":"W-1","amount":20}""", SideEffect.Irreversible, "x", VerdictKind.Deny, "default_deny", "policy_denied")]
    public async Task The_recorded_decisions_are_what_they_say(string arguments, SideEffect effect, string tool, VerdictKind kind, string rule, string? code)
    {
        var ruling = await _stage.AskAsync(OpaStage.Question(arguments, effect, tool));

        Assert.Equal((kind, rule, code, false), (ruling.Answer.Kind, ruling.Answer.Rule, ruling.Answer.Code, ruling.Answer.IsRetryable));
        Assert.Equal($"main/{rule}", ruling.Determining[0]);
    }

    [Fact]
    public async Task The_recorded_undefined_answer_denies()
    {
        await using var stage = await OpaStage.StartAsync("agentconsole/nothing/result");

        var ruling = await stage.AskAsync();

        Assert.Equal((VerdictKind.Deny, "policy_undefined", false), (ruling.Answer.Kind, ruling.Answer.Code, ruling.Answer.IsRetryable));
        Assert.Equal(("opa:main@rev-7", OpaAnswers.RecordedId), (ruling.Asked, ruling.OutsideId));
    }

    [Fact]
    public async Task The_recorded_conflict_of_rules_denies_and_says_where()
    {
        await using var stage = await OpaStage.StartAsync("agentconsole/conflict/result");

        var ruling = await stage.AskAsync();

        Assert.Equal((VerdictKind.Deny, "policy_error", false), (ruling.Answer.Kind, ruling.Answer.Code, ruling.Answer.IsRetryable));
        Assert.Equal(["HTTP 500. internal_error: error(s) occurred while evaluating query",
            "eval_conflict_error: complete rules must not produce multiple outputs (conflict.rego:4)"], ruling.Errors);
        Assert.Contains("HTTP 500", Assert.Single(stage.Logged), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("review")]
    [InlineData("needs_approval")]
    public async Task A_review_without_an_obligation_asks_one_reviewer(string decision)
    {
        var ruling = await _stage.AskAsync($$"""{"decision":"{{decision}}","rule":"ask","reason":"A person should look.","obligations":[]}""");

        Assert.Equal((VerdictKind.Review, "A person should look.", "1:reviewer"), (ruling.Answer.Kind, ruling.Answer.Reason, ApprovalClause.TextOf(ruling.Answer.Clauses)));
    }

    [Fact]
    public async Task Obligations_are_united_and_none_of_them_is_forgotten()
    {
        var ruling = await _stage.AskAsync("""
            {"decision":"review","rule":"both","obligations":[
              {"type":"approval","approvers":["role:finance","role:security"],"quorum":2},
              {"type":"approval","approvers":["role:finance"],"quorum":1},
              {"type":"redact","paths":["/email"]},{"type":"audit","level":"full"},{"type":"limit","max_amount":"120.50"}],"risk":70}
            """);

        Assert.Equal(("2:finance,security;1:finance", 2), (ApprovalClause.TextOf(ruling.Answer.Clauses), ruling.Answer.ApprovalsNeeded));
        Assert.Equal(["main/both", "risk 70", """obligation {"type":"redact","paths":["/email"]}""", """obligation {"type":"audit","level":"full"}"""], ruling.Determining);
    }

    [Fact]
    public async Task A_permission_that_asks_for_approvals_is_a_review()
    {
        var ruling = await _stage.AskAsync("""{"decision":"allow","rule":"odd","obligations":[{"type":"approval","approvers":["role:dri"],"quorum":1}]}""");

        Assert.Equal((VerdictKind.Review, "1:dri"), (ruling.Answer.Kind, ApprovalClause.TextOf(ruling.Answer.Clauses)));
    }

    [Theory]
    [InlineData("allow", "120.5", VerdictKind.Allow)]
    [InlineData("allow", "120.4", VerdictKind.Deny)]
    [InlineData("review", "\"100\"", VerdictKind.Deny)]
    [InlineData("review", "1e3", VerdictKind.Review)]
    public async Task A_limit_below_the_amount_denies(string decision, string most, VerdictKind kind)
    {
        var ruling = await _stage.AskAsync($$"""{"decision":"{{decision}}","rule":"limited","obligations":[{"type":"limit","max_amount":{{most}}},{"type":"limit","max_amount":5000}]}""");

        Assert.Equal((kind, kind == VerdictKind.Deny ? "policy_denied" : null), (ruling.Answer.Kind, ruling.Answer.Code));
    }

    [Fact]
    public async Task What_is_taken_back_is_as_large_as_what_is_given()
    {
        _stage.Opa.Instead = OpaDouble.Saying("""{"decision":"allow","rule":"limited","obligations":[{"type":"limit","max_amount":100}]}""");

        Assert.Equal(VerdictKind.Deny, (await _stage.AskAsync(OpaStage.Question("""{"order_id":"W-1","amount":-120.5}"""))).Answer.Kind);
    }

    [Fact]
    public async Task A_limit_on_an_amount_that_is_not_known_denies()
    {
        _stage.Opa.Instead = OpaDouble.Saying("""{"decision":"allow","rule":"limited","obligations":[{"type":"limit","max_amount":100}]}""");

        Assert.Equal("policy_error", (await _stage.AskAsync(OpaStage.Question("""{"order_id":"W-1","amount":"a lot"}"""))).Answer.Code);
    }

    [Fact]
    public async Task A_denial_needs_no_more_than_its_rule()
    {
        var ruling = await _stage.AskAsync("""{"decision":"deny","rule":"frozen","reason":"Not\u0000 this\nweek."}""");

        Assert.Equal(("policy_denied", "frozen", "Not  this week."), (ruling.Answer.Code, ruling.Answer.Rule, ruling.Answer.Reason));
    }

    [Theory]
    [InlineData("""{"decision":"maybe","rule":"r","obligations":[]}""")]
    [InlineData("""{"decision":"ALLOW","rule":"r","obligations":[]}""")]
    [InlineData("""{"decision":true,"rule":"r","obligations":[]}""")]
    [InlineData("""{"decision":null,"rule":"r","obligations":[]}""")]
    [InlineData("""{"rule":"r","obligations":[]}""")]
    [InlineData("""{"decision":"allow","obligations":[]}""")]
    [InlineData("""{"decision":"allow","rule":"","obligations":[]}""")]
    [InlineData("""{"decision":"allow","rule":7,"obligations":[]}""")]
    [InlineData("""{"decision":"allow","rule":"\ud800","obligations":[]}""")]
    [InlineData("""{"decision":"allow","rule":"r"}""")]
    [InlineData("""{"decision":"allow","rule":"r","obligations":null}""")]
    [InlineData("""{"decision":"allow","rule":"r","obligations":{}}""")]
    [InlineData("""{"decision":"allow","rule":"r","obligations":[],"reason":7}""")]
    [InlineData("""{"decision":"allow","rule":"r","obligations":[],"risk":"low"}""")]
    [InlineData("""{"decision":"allow","rule":"r","obligations":[],"risk":101}""")]
    [InlineData("""{"decision":"deny","decision":"allow","rule":"r","obligations":[]}""")]
    [InlineData("""{"decision":"allow","rule":"r","obligations":["audit"]}""")]
    [InlineData("""{"decision":"allow","rule":"r","obligations":[{"level":"full"}]}""")]
    [InlineData("""{"decision":"allow","rule":"r","obligations":[{"type":"notify","who":"ciso"}]}""")]
    [InlineData("""{"decision":"allow","rule":"r","obligations":[{"type":"limit"}]}""")]
    [InlineData("""{"decision":"allow","rule":"r","obligations":[{"type":"limit","max_amount":true}]}""")]
    [InlineData("""{"decision":"allow","rule":"r","obligations":[{"type":"limit","max_amount":1000,"currency":"EUR"}]}""")]
    [InlineData("""{"decision":"review","rule":"r","obligations":[{"type":"approval","approvers":["role:nobody"],"quorum":1}]}""")]
    [InlineData("""{"decision":"review","rule":"r","obligations":[{"type":"approval","approvers":["finance"],"quorum":1}]}""")]
    [InlineData("""{"decision":"review","rule":"r","obligations":[{"type":"approval","approvers":["role:finance","user:ana"],"quorum":1}]}""")]
    [InlineData("""{"decision":"review","rule":"r","obligations":[{"type":"approval","approvers":["role:auditor"],"quorum":1}]}""")]
    [InlineData("""{"decision":"review","rule":"r","obligations":[{"type":"approval","approvers":[],"quorum":1}]}""")]
    [InlineData("""{"decision":"review","rule":"r","obligations":[{"type":"approval","quorum":1}]}""")]
    [InlineData("""{"decision":"review","rule":"r","obligations":[{"type":"approval","approvers":["role:finance"]}]}""")]
    [InlineData("""{"decision":"review","rule":"r","obligations":[{"type":"approval","approvers":["role:finance"],"quorum":0}]}""")]
    [InlineData("""{"decision":"review","rule":"r","obligations":[{"type":"approval","approvers":["role:finance"],"quorum":4}]}""")]
    [InlineData("""{"decision":"review","rule":"r","obligations":[{"type":"approval","approvers":["role:finance"],"quorum":1.5}]}""")]
    [InlineData("""{"decision":"review","rule":"r","obligations":[{"type":"approval","approvers":["role:finance"],"quorum":1,"expires_in_s":"soon"}]}""")]
    [InlineData("""{"decision":"review","rule":"r","obligations":[{"type":"approval","approvers":["role:finance"],"quorum":1,"unless":"weekend"}]}""")]
    [InlineData("true")]
    [InlineData("\"allow\"")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task A_result_that_is_not_understood_whole_denies(string result)
    {
        var ruling = await _stage.AskAsync(result);

        Assert.Equal((VerdictKind.Deny, "policy_error", false), (ruling.Answer.Kind, ruling.Answer.Code, ruling.Answer.IsRetryable));
        Assert.Single(ruling.Errors);
        Assert.Equal(PolicyEngine.Opa, ruling.Answer.Source?.Engine);
        Assert.Equal(BreakerState.Closed, _stage.Engine.Breaker);
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "<html>")]
    [InlineData(200, "[]")]
    [InlineData(200, """{"decision_id":7,"result":{"decision":"allow","rule":"r","obligations":[]}}""")]
    [InlineData(200, """{"result":{"decision":"allow","rule":"r","obligations":[]}""")]
    [InlineData(201, """{"result":{"decision":"allow","rule":"r","obligations":[]}}""")]
    [InlineData(302, """{"result":{"decision":"allow","rule":"r","obligations":[]}}""")]
    [InlineData(400, OpaAnswers.Malformed)]
    [InlineData(401, """{"code":"unauthorized"}""")]
    [InlineData(404, "")]
    [InlineData(500, OpaAnswers.Conflict)]
    [InlineData(500, """{"code":7,"errors":[{"code":null}]}""")]
    public async Task An_answer_that_is_none_denies(int status, string body)
    {
        _stage.Opa.Instead = LoopbackReceiver.AnswerWith(status, body);

        var ruling = await _stage.AskAsync();

        Assert.Equal((VerdictKind.Deny, "policy_error", false), (ruling.Answer.Kind, ruling.Answer.Code, ruling.Answer.IsRetryable));
        Assert.NotEmpty(ruling.Errors);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_or_too_deep_denies()
    {
        Assert.Equal("policy_error", (await _stage.AskAsync($$"""{"decision":"allow","rule":"r","obligations":[],"more":"{{new string('x', 100_000)}}"}""")).Answer.Code);
        Assert.Equal("policy_error", (await _stage.AskAsync($$"""{"decision":"allow","rule":"r","obligations":[],"more":{{new string('[', 100)}}{{new string(']', 100)}}}""")).Answer.Code);
        Assert.Equal("policy_error", (await _stage.AskAsync($$"""{"decision":"allow","rule":"r","obligations":[{{string.Join(',', Enumerable.Repeat("""{"type":"audit"}""", 21))}}]}""")).Answer.Code);
    }

    [Fact]
    public async Task What_a_policy_writes_fits_into_the_log_and_every_database()
    {
        var ruling = await _stage.AskAsync($$"""{"decision":"deny","rule":"{{new string('r', 5_000)}}","reason":"{{new string('x', 5_000)}}"}""");

        Assert.Equal((PolicyLimits.RuleLengthMax, PolicyLimits.EvaluationReasonLengthMax), (ruling.Answer.Rule.Length, ruling.Answer.Reason.Length));
    }

    [Fact]
    public async Task Without_a_bundle_it_is_not_known_which_policies_spoke()
    {
        _stage.Opa.Instead = LoopbackReceiver.AnswerWith(200, "{" + OpaAnswers.ReadOnly + "}");

        var ruling = await _stage.AskAsync();

        Assert.Equal((VerdictKind.Allow, new PolicySource(PolicyEngine.Opa, null, null), "opa", null), (ruling.Answer.Kind, ruling.Answer.Source, ruling.Asked, ruling.OutsideId));
    }

    [Fact]
    public async Task Whoever_does_not_answer_in_time_denies_for_now()
    {
        var never = new TaskCompletionSource();
        _stage.Opa.Instead = _ => never.Task;

        var asking = _stage.AskAsync();
        await _stage.Opa.NextAsync();
        _stage.Clock.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(asking.IsCompleted);
        _stage.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var ruling = await asking;
        never.SetResult();

        Assert.Equal((VerdictKind.Deny, "policy_unavailable", true), (ruling.Answer.Kind, ruling.Answer.Code, ruling.Answer.IsRetryable));
        Assert.Equal(("No answer within 250 ms.", TimeSpan.FromMilliseconds(250)), (Assert.Single(ruling.Errors), ruling.Took));
        Assert.Contains("250 ms", Assert.Single(_stage.Logged), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_not_there_denies_for_now_and_is_soon_left_alone()
    {
        await _stage.Opa.DisposeAsync();

        for (var call = 0; call < OpaLimits.BreakerFailuresMax; call++)
        {
            Assert.Equal(BreakerState.Closed, _stage.Engine.Breaker);
            Assert.Equal(("policy_unavailable", true), (await _stage.AskAsync()).Answer is var answer ? (answer.Code, answer.IsRetryable) : default);
        }

        Assert.Equal(BreakerState.Open, _stage.Engine.Breaker);
        Assert.Contains("left alone", Assert.Single((await _stage.AskAsync()).Errors), StringComparison.Ordinal);
        _stage.Clock.Advance(TimeSpan.FromSeconds(OpaLimits.BreakerOpenSeconds));
        Assert.Equal(BreakerState.HalfOpen, _stage.Engine.Breaker);
        Assert.Contains("reached", Assert.Single((await _stage.AskAsync()).Errors), StringComparison.Ordinal);
        Assert.Equal(BreakerState.Open, _stage.Engine.Breaker);
    }

    [Fact]
    public async Task Once_it_answers_again_it_is_asked_again()
    {
        _stage.Opa.Instead = LoopbackReceiver.AnswerWith(503);
        for (var call = 0; call < OpaLimits.BreakerFailuresMax; call++) Assert.Equal("policy_unavailable", (await _stage.AskAsync()).Answer.Code);
        Assert.Equal(BreakerState.Open, _stage.Engine.Breaker);
        await _stage.AskAsync();
        Assert.Equal(OpaLimits.BreakerFailuresMax, _stage.Opa.Asked.Count);

        _stage.Opa.Instead = null;
        _stage.Clock.Advance(TimeSpan.FromSeconds(OpaLimits.BreakerOpenSeconds));

        Assert.Equal(VerdictKind.Review, (await _stage.AskAsync()).Answer.Kind);
        Assert.Equal(BreakerState.Closed, _stage.Engine.Breaker);
    }

    [Fact]
    public async Task Proposals_that_cannot_be_evaluated_do_not_shut_the_door_for_others()
    {
        _stage.Opa.Instead = LoopbackReceiver.AnswerWith(500, OpaAnswers.Failure(OpaAnswers.Conflict));
        for (var call = 0; call < 3 * OpaLimits.BreakerFailuresMax; call++) await _stage.AskAsync();

        Assert.Equal(BreakerState.Closed, _stage.Engine.Breaker);
    }

    [Fact]
    public async Task A_trial_whose_caller_hangs_up_leaves_the_try_to_the_next()
    {
        _stage.Opa.Instead = LoopbackReceiver.AnswerWith(503);
        for (var call = 0; call < OpaLimits.BreakerFailuresMax; call++) await _stage.AskAsync();
        _stage.Clock.Advance(TimeSpan.FromSeconds(OpaLimits.BreakerOpenSeconds));
        var never = new TaskCompletionSource();
        _stage.Opa.Instead = _ => never.Task;
        using var hangingUp = new CancellationTokenSource();
        for (var call = 0; call < OpaLimits.BreakerFailuresMax; call++) await _stage.Opa.NextAsync();

        var asking = _stage.Engine.AskAsync(OpaStage.Question(), hangingUp.Token);
        await _stage.Opa.NextAsync();
        Assert.Contains("left alone", Assert.Single((await _stage.AskAsync()).Errors), StringComparison.Ordinal);
        await hangingUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        never.SetResult();

        _stage.Opa.Instead = null;
        Assert.Equal(VerdictKind.Review, (await _stage.AskAsync()).Answer.Kind);
    }

    [Fact]
    public async Task No_token_and_no_argument_is_ever_logged_or_told()
    {
        foreach (var body in (string[])["<html>", OpaAnswers.Malformed, """{"result":{"decision":"maybe","rule":"r"}}"""])
        {
            _stage.Opa.Instead = LoopbackReceiver.AnswerWith(body[0] == '{' ? 200 : 500, body);
            var ruling = await _stage.AskAsync(OpaStage.Question("""{"order_id":"W-secret","amount":1}"""));
            Assert.DoesNotContain(OpaStage.Token, string.Join('\n', [ruling.Answer.Reason, .. ruling.Errors]), StringComparison.Ordinal);
        }

        await _stage.Opa.DisposeAsync();
        await _stage.AskAsync();
        Assert.NotEmpty(_stage.Logged);
        Assert.DoesNotContain(_stage.Logged, line => line.Contains(OpaStage.Token, StringComparison.Ordinal) || line.Contains("W-secret", StringComparison.Ordinal));
    }
}
