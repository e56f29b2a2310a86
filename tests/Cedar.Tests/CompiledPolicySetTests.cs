using AgentConsole.Cedar.Entities;
using AgentConsole.Cedar.Values;
using Xunit;

namespace AgentConsole.Cedar.Tests;

public class CompiledPolicySetTests
{
    private const string Refunds = """
        @id("refund-small") @reason("small refund") @owner("team:billing")
        permit(principal, action == Action::"refund.create", resource) when { context.input.amount.lessThanOrEqual(decimal("50.0")) };
        @id("refund-large") @reason("refund over 50") @owner("team:billing") @approvers("role:finance")
        permit(principal, action == Action::"refund.create", resource) when { context.approvals >= 1 && context.approver_roles.contains("finance") };
        @id("refund-huge")
        forbid(principal, action == Action::"refund.create", resource) when { context.input.amount.greaterThan(decimal("5000.0")) && context.approvals < 2 };
        """;

    private static readonly EntityUid _agent = new("Agent", "a"), _gateway = new("Gateway", "g");

    [Theory]
    [InlineData("20.0", 0, "ops", true, "policy0", "")]
    [InlineData("120.5", 0, "finance", false, "", "")]
    [InlineData("120.5", 1, "finance", true, "policy1", "")]
    [InlineData("120.5", 1, "ops", false, "", "")]
    [InlineData("6000.0", 0, "finance", false, "policy2", "")]
    [InlineData("6000.0", 1, "finance", false, "policy2", "")]
    [InlineData("6000.0", 2, "finance", true, "policy1", "")]
    [InlineData(null, 0, "finance", false, "", "policy0,policy2")]
    [InlineData(null, 1, "finance", true, "policy1", "policy0,policy2")]
    public void Approvals_are_decided_as_the_reference_decides_them(string? amount, long approvals, string role, bool isAllowed, string reasons, string errors)
    {
        var input = amount is null ? CedarRecord.Empty : CedarRecord.Of(("amount", CedarValue.Decimal(amount)));
        var context = CedarRecord.Of(("input", CedarValue.Record(input)), ("approvals", CedarValue.Long(approvals)), ("approver_roles", CedarValue.Set(CedarValue.String(role))));

        var answer = CedarText.Read(Refunds).Compile().Authorize(new(_agent, new("Action", "refund.create"), _gateway, context), EntityStore.Empty);

        Assert.Equal(isAllowed, answer.IsAllowed);
        Assert.Equal(reasons, string.Join(',', answer.Reasons));
        Assert.Equal(errors, string.Join(',', answer.Errors.Select(error => error.PolicyId)));
    }

    [Fact]
    public void An_error_names_the_policy_the_reason_and_the_place()
    {
        var answer = CedarText.Read(Refunds).Compile().Authorize(new(_agent, new("Action", "refund.create"), _gateway, CedarRecord.Of(("input", CedarValue.Record()))), EntityStore.Empty);

        Assert.Equal(new("policy0", "The record has no attribute `amount`.", new(137, 20, 2, 71)), answer.Errors[0]);
        Assert.Equal("context.input.amount", Refunds.Substring(137, 20));
    }

    [Theory]
    [InlineData("9223372036854775807 + 1 == 0", "Overflow: 9223372036854775807 + 1 does not fit into 64 bits.")]
    [InlineData("-(-9223372036854775808) == 0", "Overflow: -(-9223372036854775808) does not fit into 64 bits.")]
    [InlineData("1 && true", "Type error: expected bool, found long.")]
    [InlineData("\"a\" < \"b\"", "Type error: expected long, datetime or duration, found string.")]
    [InlineData("principal in [principal, 1]", "Type error: expected set of entities only, found long.")]
    [InlineData("principal.name == 1", "The entity `Agent::\"a\"` is not known.")]
    [InlineData("ip(\"1.2.3\").isIpv4()", "`ip` cannot read `\"1.2.3\"`: it is not an IP address or range, such as \"10.0.0.0/8\".")]
    [InlineData("decimal(\"1.0\").lessThan(1)", "`lessThan` expected decimal but got long.")]
    [InlineData("ip()", "`ip` takes 1 argument but got 0.")]
    [InlineData("ip(\"::1\", \"::1\", 1, 2)", "`ip` takes 1 argument but got 4.")]
    [InlineData("datetime(\"9999-12-31\").offset(duration(\"9223372036854775807ms\")) == 1", "the result is too large or too small for a 64-bit number of milliseconds.")]
    public void An_error_stays_inside_and_says_what_is_wrong(string condition, string message)
    {
        var policies = CedarText.Read($"permit(principal, action, resource) when {{ {condition} }}; permit(principal, action, resource);").Compile();

        var answer = policies.Authorize(new(_agent, new("Action", "a"), _gateway), EntityStore.Empty);

        Assert.Equal(message, Assert.Single(answer.Errors).Message);
        Assert.Equal(["policy1"], answer.Reasons);
    }

    [Fact]
    public void A_policy_that_names_several_groups_of_one_action_is_counted_once()
    {
        EntityUid read = new("Action", "read"), all = new("Action", "all"), view = new("Action", "view");
        var entities = EntityStore.Of(new CedarEntity(view, CedarRecord.Empty, read, all), new CedarEntity(read, CedarRecord.Empty, all));
        var policies = CedarText.Read("permit(principal, action in [Action::\"all\", Action::\"read\", Action::\"view\", Action::\"all\"], resource);").Compile();

        Assert.Equal(["policy0"], policies.Authorize(new(_agent, view, _gateway), entities).Reasons);
    }

    [Fact]
    public void No_policy_allows_nothing() => Assert.Equal((false, 0, 0), PolicySet.Empty.Compile().Authorize(new(_agent, new("Action", "a"), _gateway), EntityStore.Empty) is var answer ? (answer.IsAllowed, answer.Reasons.Count, answer.Errors.Count) : default);

    [Fact]
    public void A_decision_allocates_the_same_however_many_policies_there_are()
    {
        static long Allocated(int count)
        {
            var policies = CedarText.Read(string.Concat(Enumerable.Range(0, count).Select(at => $"permit(principal, action, resource) when {{ context.n == {at} + 1000000 }};"))).Compile();
            var query = new CedarQuery(_agent, new("Action", "a"), _gateway, CedarRecord.Of(("n", CedarValue.Long(1))));
            policies.Authorize(query, EntityStore.Empty);
            var before = GC.GetAllocatedBytesForCurrentThread();
            policies.Authorize(query, EntityStore.Empty);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(Allocated(10), Allocated(2_000));
    }

    [Fact]
    public void Many_threads_get_the_same_answers_from_one_set()
    {
        var policies = CedarText.Read(string.Concat(Enumerable.Range(0, 200).Select(at => $"permit(principal == User::\"u{at % 20}\", action, resource) when {{ context.n >= {at} }};"))).Compile();
        CedarAnswer Ask(int at) => policies.Authorize(new(new("User", $"u{at % 20}"), new("Action", "a"), _gateway, CedarRecord.Of(("n", CedarValue.Long(at % 200)))), EntityStore.Empty);
        var wanted = Enumerable.Range(0, 400).Select(at => Ask(at).Reasons).ToArray();

        Parallel.For(0, 4_000, at => Assert.Equal(wanted[at % 400], Ask(at % 400).Reasons));
    }
}
