using System.Text.Json;
using AgentConsole.Domain.Agents;
using AgentConsole.Domain.Tools;
using Xunit;

namespace AgentConsole.Domain.Tests.Agents;

public sealed class MoneyLimitTests
{
    [Theory]
    [InlineData("""{"properties":{"amount":{"maximum":500}}}""", "/amount", 500_000_000_000L)]
    [InlineData("""{"properties":{"amount":{"exclusiveMaximum":12.5}}}""", "/amount", 12_500_000_000L)]
    [InlineData("""{"properties":{"pay":{"properties":{"amount":{"maximum":7}}}}}""", "/pay/amount", 7_000_000_000L)]
    [InlineData("""{"properties":{"amount":{"minimum":1}}}""", "/amount", null)]
    [InlineData("""{"properties":{"amount":{"maximum":"many"}}}""", "/amount", null)]
    [InlineData("""{"properties":{"other":{"maximum":1}}}""", "/amount", null)]
    [InlineData("""true""", "/amount", null)]
    public void It_is_what_the_manifest_says_of_the_place_that_the_contract_marks(string limits, string pointer, long? nanos)
    {
        var contract = new ToolContract
        {
            Name = "pay",
            Version = 1,
            SideEffect = SideEffect.Write,
            Environments = ["production"],
            InputSchema = JsonElement.Parse("{}"),
            Pointers = new(pointer, null, null, null),
        };

        Assert.Equal(nanos, MoneyLimit.Of(contract, new ManifestEntry("pay", ["production"], JsonElement.Parse(limits), "")));
        Assert.Null(MoneyLimit.Of(contract, null));
        Assert.Null(MoneyLimit.Of(contract with { Pointers = ToolPointers.None }, new ManifestEntry("pay", ["production"], JsonElement.Parse(limits), "")));
    }
}
