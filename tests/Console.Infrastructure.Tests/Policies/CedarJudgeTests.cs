using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Cedar.Schemas;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Risk;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Policies.Cedar;
using AgentConsole.Testing.Builders;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Policies;

public sealed class CedarJudgeTests
{
    [Theory]
    [InlineData("20.0", VerdictKind.Allow, 0, "refund-small")]
    [InlineData("20", VerdictKind.Allow, 0, "refund-small")]
    [InlineData("2e1", VerdictKind.Allow, 0, "refund-small")]
    [InlineData("50", VerdictKind.Allow, 0, "refund-small")]
    [InlineData("50.0001", VerdictKind.Review, 1, "refund-large")]
    [InlineData("120.5", VerdictKind.Review, 1, "refund-large")]
    [InlineData("6000.0", VerdictKind.Review, 2, "refund-large")]
    public void The_example_is_answered_as_its_table_says(string amount, VerdictKind kind, int approvals, string rule)
    {
        var answer = Judge(PolicyConsole.Example, PolicyConsole.Args(amount)).Answer;

        Assert.Equal((kind, approvals, rule), (answer.Kind, answer.ApprovalsNeeded, answer.Rule));
        if (kind == VerdictKind.Review) Assert.Equal([Role.Finance], answer.Clauses.Single().Roles);
    }

    [Fact]
    public void A_rule_that_errs_denies_though_Cedar_would_skip_it()
    {
        const string Optional = """{"type":"object","properties":{"amount":{"type":"number"}}}""";

        var ruling = Judge(PolicyConsole.Example, "{}", schema: Optional);

        Assert.Equal((VerdictKind.Deny, "policy_error"), (ruling.Answer.Kind, ruling.Answer.Code));
        Assert.NotEmpty(ruling.Errors);
        Assert.Equal("refund", ruling.Answer.Source!.Set);
    }

    [Theory]
    [InlineData("0.00001")]
    [InlineData("500.00001")]
    [InlineData("922337203685477.5808")]
    [InlineData("1e30")]
    [InlineData("1.00000000000000000000000000000001")]
    public void A_number_without_an_exact_decimal_denies_instead_of_being_rounded_or_left_out(string amount)
    {
        var answer = Judge("permit(principal, action, resource);", PolicyConsole.Args(amount)).Answer;

        Assert.Equal((VerdictKind.Deny, "args_not_representable"), (answer.Kind, answer.Rule));
    }

    [Fact]
    public void An_amount_that_cannot_be_read_denies_so_that_no_rule_is_dodged()
    {
        const string Text = """{"type":"object","properties":{"order_id":{"type":"string"},"amount":{"type":"string"}}}""";

        Assert.Equal("args_not_representable", Judge("permit(principal, action, resource);", """{"order_id":"W","amount":"much"}""", schema: Text).Answer.Rule);
        Assert.Equal(VerdictKind.Allow, Judge("permit(principal, action, resource);", """{"order_id":"W","amount":"12.50"}""", schema: Text).Answer.Kind);
    }

    [Fact]
    public void The_schema_decides_whether_a_number_is_a_decimal_or_a_Long()
    {
        const string Both = """{"type":"object","properties":{"count":{"type":"integer"},"rate":{"type":"number"},"free":{},"list":{"type":"array","items":{"type":"number"}},"inner":{"$ref":"#/$defs/inner"}},"$defs":{"inner":{"type":"object","properties":{"n":{"type":["integer","null"]}}}}}""";
        const string Policy = """
            permit(principal, action, resource) when {
              context.args.count == 20 && context.args.rate == decimal("20.0") && context.args.free == 3 &&
              context.args.list == [decimal("1.0"), decimal("2.5")] && context.args.inner.n == 7 && !(context.args has gone) && context.input == context.args };
            """;

        var ruling = Judge(Policy, """{"count":20.0,"rate":20,"free":3,"list":[1,2.5,1.0],"inner":{"n":7,"m":null},"gone":null}""", schema: Both);

        Assert.Equal((VerdictKind.Allow, 0), (ruling.Answer.Kind, ruling.Errors.Count));
    }

    [Fact]
    public void A_recipient_that_is_told_in_part_and_a_currency_that_is_none_deny()
    {
        const string Paid = """{"type":"object","properties":{"email":{"type":"string"},"currency":{"type":"string"}}}""";
        const string Rule = "permit(principal, action, resource);";

        Assert.Equal(VerdictKind.Allow, Judge(Rule, """{"email":"a@example.com","currency":"usd"}""", schema: Paid).Answer.Kind);
        Assert.Equal("args_not_representable", Judge(Rule, JsonSerializer.Serialize(new { email = new string('a', 501) }), schema: Paid).Answer.Rule);
        Assert.Equal("args_not_representable", Judge(Rule, """{"currency":"BITCOINCASH"}""", schema: Paid).Answer.Rule);
        Assert.Equal("args_not_representable", Judge(Rule, """{"currency":"US|D"}""", schema: Paid).Answer.Rule);
    }

    [Fact]
    public void A_contract_that_refers_to_itself_has_a_schema_of_bounded_size()
    {
        var members = string.Join(',', Enumerable.Range(0, 12).Select(at => $"\"m{at}\":{{\"$ref\":\"#/$defs/n\"}}"));
        var contract = ToolContract.Parse(JsonElement.Parse(A.Tool().Taking($"{{\"$ref\":\"#/$defs/n\",\"$defs\":{{\"n\":{{\"type\":\"object\",\"properties\":{{{members}}}}}}}}}").With("pointers", null).Document()), out _)!;

        var text = CedarSchemaText.Of([(contract, ArgumentShape.Of(contract.InputSchema))]);

        Assert.InRange(text.Length, 1, 100_000);
        _ = CedarSchema.Read(text);
    }

    [Fact]
    public void Any_one_role_that_suffices_may_approve()
    {
        var answer = Judge("""permit(principal, action, resource) when { context.approvals >= 1 && context.approver_roles.containsAny(["finance", "security"]) };""").Answer;

        Assert.Equal("1:finance,security", ApprovalClause.TextOf(answer.Clauses));
    }

    [Fact]
    public void Roles_that_must_meet_are_each_asked_for()
    {
        var answer = Judge("""permit(principal, action, resource) when { context.approvals >= 2 && context.approver_roles.containsAll(["finance", "security"]) };""").Answer;

        Assert.Equal(2, answer.ApprovalsNeeded);
        var (fin, sec) = (Set(Role.Finance), Set(Role.Security));
        Assert.True(answer.Clauses.All(clause => clause.IsMetBy([fin, sec])));
        Assert.False(answer.Clauses.All(clause => clause.IsMetBy([fin, fin])));
        Assert.False(answer.Clauses.All(clause => clause.IsMetBy([Set(Role.Reviewer), sec])));
    }

    [Fact]
    public void Nobody_in_particular_is_a_reviewer_and_an_annotation_routes_without_letting_anybody_in()
    {
        Assert.Equal("1:reviewer", Text("""permit(principal, action, resource) when { context.approvals >= 1 };"""));
        Assert.Equal("1:oncall", Text("""@approvers("role:oncall") permit(principal, action, resource) when { context.approvals >= 1 };"""));
        Assert.Equal("1:reviewer", Text("""@approvers("auditor, nobody") permit(principal, action, resource) when { context.approvals >= 1 };"""));
        Assert.Equal("1:finance", Text("""@approvers("role:oncall") permit(principal, action, resource) when { context.approvals >= 1 && context.approver_roles.contains("finance") };"""));

        static string Text(string policy) => ApprovalClause.TextOf(Judge(policy).Answer.Clauses);
    }

    [Fact]
    public void What_no_number_of_approvals_allows_is_denied_by_the_rule_that_forbids_it()
    {
        var forbidden = Judge("""permit(principal, action, resource); @id("never") @reason("Not in production.") forbid(principal, action, resource) when { context.environment == "production" };""").Answer;
        var silent = Judge("""permit(principal, action, resource) when { context.approvals >= 4 };""").Answer;
        var empty = Judge("// nothing").Answer;

        Assert.Equal((VerdictKind.Deny, "never", "Not in production.", "policy_denied"), (forbidden.Kind, forbidden.Rule, forbidden.Reason, forbidden.Code));
        Assert.Equal((VerdictKind.Deny, "default_deny"), (silent.Kind, silent.Rule));
        Assert.Contains("No rules are loaded", empty.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("read", SideEffect.Irreversible)]
    [InlineData("write", SideEffect.Read)]
    [InlineData("irreversible", SideEffect.Read)]
    public void A_tool_that_is_called_like_a_group_is_in_no_group_by_its_name(string tool, SideEffect effect)
    {
        var policy = $$"""permit(principal, action in Action::"{{tool}}", resource);""";

        Assert.Equal(VerdictKind.Deny, Judge(policy, "{}", schema: """{"type":"object"}""", tool: tool, effect: effect).Answer.Kind);
        Assert.Equal(VerdictKind.Allow, Judge($$"""permit(principal, action == Action::"tool:{{tool}}", resource);""", "{}", schema: """{"type":"object"}""", tool: tool, effect: effect).Answer.Kind);
    }

    [Fact]
    public void Agent_stage_owner_target_history_and_time_are_there_to_be_asked_for()
    {
        const string Policy = """
            permit(principal == Agent::"a", action in Action::"write", resource in Environment::"production") when {
              principal in Stage::"autonomous" && principal in Owner::"sec@example.com" && principal.stage_level == 4 &&
              resource == Target::"W-1" && resource.environment == "production" && context.target == "W-1" &&
              context.money == decimal("120.5") && context.sensitivity.contains("money") &&
              context.run.total == decimal("220.5") && context.run.tool_total == decimal("130.5") && context.run.proposals == 4 && context.run.id == "r-1" &&
              context.today.data_read.contains("personal_data") && context.today.read_untrusted &&
              context.time.weekday == 2 && context.time.hour == 1 && context.time.zone == "Asia/Tokyo" && context.now.toDate() == datetime("2026-01-05") &&
              context.risk.score == 35 && context.risk.band == "guarded" && context.risk.factors.contains("money") };
            """;
        var question = Question(PolicyConsole.Args("120.5"), PolicyConsole.Refund) with
        {
            Agent = "a",
            Stage = Stage.Autonomous,
            Owners = new("sec@example.com", null, null, null),
            RunId = "r-1",
            At = new(2026, 1, 5, 16, 30, 0, TimeSpan.Zero),
            Risk = new(35, [new("money", 35, "")]),
            Run = new(4, 0, 2, 1, 100_000_000_000, 10_000_000_000, FrozenSet<Sensitivity>.Empty, false),
            Today = new(9, 1, 5, 3, 0, 0, new[] { Sensitivity.PersonalData }.ToFrozenSet(), true),
        };

        var ruling = CedarJudge.Judge(Rules(Policy), question, TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));

        Assert.Equal((VerdictKind.Allow, 0), (ruling.Answer.Kind, ruling.Errors.Count));
    }

    [Fact]
    public void A_total_that_is_lost_or_does_not_fit_is_the_largest_never_a_small_one()
    {
        const string Policy = """permit(principal, action, resource) when { context.today.total.lessThan(decimal("922337203685477.0")) };""";
        var question = Question(PolicyConsole.Args("10"), PolicyConsole.Refund);

        Assert.Equal(VerdictKind.Allow, CedarJudge.Judge(Rules(Policy), question, TimeZoneInfo.Utc).Answer.Kind);
        var lost = question with { Today = ProposalHistory.None with { MoneyNanos = long.MaxValue } };
        Assert.Equal(VerdictKind.Deny, CedarJudge.Judge(Rules("""permit(principal, action, resource) when { context.today.total.lessThan(decimal("9223372036.0")) };"""), lost, TimeZoneInfo.Utc).Answer.Kind);
    }

    [Theory]
    [InlineData("""context.provenance.untrusted.contains("email")""", true)]
    [InlineData("""context.provenance has recipient && context.provenance.recipient == "untrusted" """, true)]
    [InlineData("""context.provenance has target && context.provenance.target == "request" """, true)]
    [InlineData("""context.provenance.nowhere.contains("amount")""", false)]
    [InlineData("""context.provenance.request.containsAll(["order_id", "amount"])""", true)]
    public void A_rule_may_ask_where_an_argument_came_from(string condition, bool holds)
    {
        var question = WithMail() with
        {
            Origins = new([new("/order_id", Origin.Request, null, 1), new("/amount", Origin.Request, null, 1), new("/email", Origin.UntrustedResult, "web.get", 2)], WishOrigin.Unknown, false),
        };

        var answer = CedarJudge.Judge(Rules($"permit(principal, action, resource) when {{ {condition} }};"), question, TimeZoneInfo.Utc).Answer;

        Assert.Equal(holds ? VerdictKind.Allow : VerdictKind.Deny, answer.Kind);
    }

    [Fact]
    public void What_was_not_traced_is_from_nowhere()
    {
        var question = WithMail() with { Origins = new([new("/order_id", Origin.Request, null, 1)], WishOrigin.Unknown, IsCut: true) };

        var answer = CedarJudge.Judge(Rules(
            """permit(principal, action, resource) when { context.provenance.nowhere == ["amount", "email"] && context.provenance.recipient == "nowhere" };"""), question, TimeZoneInfo.Utc).Answer;

        Assert.Equal(VerdictKind.Allow, answer.Kind);
    }

    [Fact]
    public void Whatever_is_asked_fits_the_schema_that_is_served() =>
        Prop.ForAll(Situations.ToArbitrary(), question =>
        {
            var schema = CedarSchema.Read(CedarSchemaText.Of([(question.Contract, question.Shape)]));
            var situation = CedarSituation.Of(question, TimeZoneInfo.Utc);
            var query = situation.With(new(2, Set(Role.Finance, Role.Security)));

            var faults = schema.ValidateQuery(query).Concat(schema.ValidateEntities(situation.Entities)).ToList();
            return faults.Count == 0 ? true.ToProperty() : false.Label(string.Join("; ", faults));
        }).QuickCheckThrowOnFailure();

    private static readonly Gen<PolicyQuestion> Situations =
        from effect in Gen.Elements(Enum.GetValues<SideEffect>())
        from stage in Gen.Elements(Enum.GetValues<Stage>())
        from amount in Gen.Choose(-1_000_000, 1_000_000)
        from order in Gen.Elements<string?>("W-1", "", "a\"b\\c", "😀", null)
        from tags in Gen.Elements("one", "two", "three").ListOf()
        from dri in Gen.Elements<string?>("dri@example.com", null)
        from run in Gen.Elements<string?>("run-1", null)
        from origins in Traced.ListOf()
        from isCut in Gen.Elements(true, false)
        select Question(
            JsonSerializer.Serialize(new Dictionary<string, object?> { ["amount"] = amount / 100m, ["order_id"] = order, ["weird \"name\"\n"] = tags, ["count"] = amount, ["deep"] = new { flag = true } }),
            """
            {"type":"object","required":["amount","deep"],"properties":{"amount":{"type":"number"},"order_id":{"type":["string","null"]},"count":{"type":"integer"},
             "weird \"name\"\n":{"type":"array","items":{"enum":["one","two","three"]}},"deep":{"type":"object","properties":{"flag":{"type":"boolean"}}},"any":{}}}
            """, effect: effect) with
        {
            Stage = stage,
            Dri = dri,
            RunId = run,
            Origins = new(origins, WishOrigin.Unknown, isCut) { HasRequest = isCut, HasReadUntrusted = run is null },
        };

    private static readonly Gen<ArgumentOrigin> Traced =
        from pointer in Gen.Elements("/amount", "/order_id", "/weird \"name\"\n/0", "/deep/flag", "/a~1b", "")
        from origin in Gen.Elements(Enum.GetValues<Origin>())
        select new ArgumentOrigin(pointer, origin, "web.get", 3);

    private static EngineRulingView Judge(string policy, string? args = null, string schema = PolicyConsole.Refund, string tool = "billing.refund", SideEffect effect = SideEffect.Write)
    {
        var ruling = CedarJudge.Judge(Rules(policy), Question(args ?? PolicyConsole.Args("120.5"), schema, tool, effect), TimeZoneInfo.Utc);
        return new(ruling.Answer, ruling.Errors);
    }

    private static PolicyQuestion WithMail() => Question(
        """{"order_id":"W-1","amount":20,"email":"a@example.com"}""",
        """{"type":"object","properties":{"order_id":{"type":"string"},"amount":{"type":"number"},"email":{"type":"string"}}}""");

    private static CedarRules Rules(string policy) => CedarRules.Of([new("refund", 3, policy)])!;

    private static PolicyQuestion Question(string args, string schema, string tool = "billing.refund", SideEffect effect = SideEffect.Write)
    {
        var contract = ToolContract.Parse(JsonElement.Parse(A.Tool(tool).Taking(schema).With("pointers", PointersFor(schema)).Doing(effect).Document()), out _)!;
        var arguments = JsonElement.Parse(args);
        var facts = Facts.Of(contract, arguments, "agent", Stage.NarrowProductionWrites, "production");
        return new()
        {
            Contract = contract,
            Shape = ArgumentShape.Of(contract.InputSchema),
            Arguments = arguments,
            ArgumentsDigest = Digest.Of(arguments),
            Environment = "production",
            Agent = "agent",
            Stage = Stage.NarrowProductionWrites,
            Facts = facts,
            Risk = RiskModel.Assess(facts),
            At = A.Moment,
        };
    }

    private static JsonObject PointersFor(string schema)
    {
        var pointers = new JsonObject();
        foreach (var (pointer, member) in new[] { ("money", "amount"), ("target", "order_id"), ("recipient", "email"), ("currency", "currency") })
            if (JsonNode.Parse(schema)!["properties"]?[member] is not null) pointers[pointer] = "/" + member;
        return pointers;
    }

    private static HashSet<Role> Set(params Role[] roles) => [.. roles];

    private sealed record EngineRulingView(PolicyAnswer Answer, IReadOnlyList<string> Errors);
}
