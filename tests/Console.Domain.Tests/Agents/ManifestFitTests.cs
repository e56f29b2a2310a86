using System.Text.Json;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Tools;
using Xunit;

namespace AgentConsole.Domain.Tests.Agents;

public sealed class ManifestFitTests
{
    private static readonly ToolContract Refund = ToolContract.Parse(JsonElement.Parse("""
        {"name":"billing.refund","version":1,"side_effect":"write","environments":["staging","production"],
         "input_schema":{"type":"object","properties":{"order_id":{"type":"string"},"amount":{"type":"number"},"note":{}}}}
        """), out _)!;

    [Theory]
    [InlineData("""{"tool":"billing.refund","environments":["staging"]}""")]
    [InlineData("""{"tool":"billing.refund","environments":["staging"],"arguments":{"properties":{"amount":{"maximum":5}}}}""")]
    [InlineData("""{"tool":"billing.refund","environments":["staging"],"arguments":{"properties":{"note":{"maximum":5}}}}""")]
    [InlineData("""{"tool":"billing.refund","environments":["staging"],"arguments":{"properties":{"order_id":{"pattern":"^W-"}}}}""")]
    public void Accepts_what_can_hold(string entry) => Assert.Empty(Faults(entry));

    [Theory]
    [InlineData("""{"tool":"billing.refnd","environments":["staging"]}""", "/manifest/0/tool", "tool_unknown")]
    [InlineData("""{"tool":"billing.refund","environments":["dev"]}""", "/manifest/0/environments", "wrong_environment")]
    [InlineData("""{"tool":"billing.refund","environments":["staging"],"arguments":{"properties":{"sum":{"maximum":5}}}}""",
        "/manifest/0/arguments/properties/sum", "argument_unknown")]
    [InlineData("""{"tool":"billing.refund","environments":["staging"],"arguments":{"properties":{"order_id":{"maximum":5}}}}""",
        "/manifest/0/arguments/properties/order_id/maximum", "limit_without_effect")]
    public void Refuses_what_would_hold_nothing(string entry, string pointer, string code)
    {
        var fault = Assert.Single(Faults(entry));

        Assert.Equal((pointer, code), (fault.Pointer, fault.Code));
    }

    private static IReadOnlyList<Fault> Faults(string entry) => ManifestFit.Of(
        Manifest.Parse(JsonElement.Parse($"[{entry}]"), "/manifest", out _)!, name => name == Refund.Name ? Refund : null);
}
