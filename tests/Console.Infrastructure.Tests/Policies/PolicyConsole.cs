using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Tests.Proposals;
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Policies;

/// <summary>A hallway whose refund tool takes a number, and people of the role security who write and publish.</summary>
internal static class PolicyConsole
{
    public const string Refund = """
        {"type":"object","required":["order_id","amount"],"additionalProperties":false,
         "properties":{"order_id":{"type":"string"},"amount":{"type":"number"},"email":{"type":"string"}}}
        """;

    /// <summary>The example of the contract that the product follows, on the refund tool.</summary>
    public const string Example = """
        @id("refund-small") @reason("small refund") @owner("team:billing")
        permit(principal, action == Action::"billing.refund", resource) when { context.args.amount.lessThanOrEqual(decimal("50.0")) };
        @id("refund-large") @reason("refund over 50") @owner("team:billing") @approvers("role:finance")
        permit(principal, action == Action::"billing.refund", resource) when { context.approvals >= 1 && context.approver_roles.contains("finance") };
        @id("refund-huge")
        forbid(principal, action == Action::"billing.refund", resource) when { context.args.amount.greaterThan(decimal("5000.0")) && context.approvals < 2 };
        """;

    public static readonly Caller.Person Sam = A.Person("Sam Security", Role.Security);
    public static readonly Caller.Person Sue = A.Person("Sue Security", Role.Security);

    public static async Task<TestConsole> StartAsync(DatabaseProvider provider)
    {
        var console = await HallwayConsole.StartAsync(provider);
        await console.AcceptAsync(A.Tool().Version(2).Taking(Refund).Document());
        return console;
    }

    public static WrittenPolicySet Written(string name, string text, string? tests = null) =>
        new(name, PolicyEngine.Cedar, text, tests is null ? null : JsonElement.Parse(tests), null, false);

    public static Task<PolicySetOutcome> SaveAsync(this TestConsole console, string name, string text, Caller? caller = null, string? tests = null) =>
        console.Get<SavePolicyHandler>().HandleAsync(new(caller ?? Sam, Written(name, text, tests)), default);

    public static Task<PolicySetOutcome> StepAsync(this TestConsole console, string name, PolicyStep step, Caller? caller = null, string? digest = null, int? from = null) =>
        console.Get<ChangePolicyHandler>().HandleAsync(new(caller ?? Sue, name, step, digest, from), default);

    /// <summary>Written by one and published by another.</summary>
    public static async Task PublishAsync(this TestConsole console, string name, string text)
    {
        Assert.IsType<PolicySetOutcome.Done>(await console.SaveAsync(name, text));
        Assert.IsType<PolicySetOutcome.Done>(await console.StepAsync(name, PolicyStep.Publish));
    }

    public static string Args(string amount, string order = "W-1") => $$"""{"order_id":"{{order}}","amount":{{amount}}}""";
}
