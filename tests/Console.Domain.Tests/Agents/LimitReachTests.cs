using System.Text.Json;
using AgentConsole.Domain.Agents;
using Xunit;

namespace AgentConsole.Domain.Tests.Agents;

public sealed class LimitReachTests
{
    [Theory]
    [InlineData("""{"amount":900}""", true)]
    [InlineData("""{"amount":null}""", true)]
    [InlineData("""{}""", true)]
    [InlineData("""{"amount":"900"}""", false)]
    [InlineData("""{"amount":[900]}""", false)]
    [InlineData("""{"amount":true}""", false)]
    public void A_maximum_lets_nothing_through_but_numbers(string arguments, bool isHeld)
    {
        var reach = LimitReach.Of(JsonElement.Parse("""{"properties":{"amount":{"maximum":500}}}"""));

        Assert.Equal(isHeld, reach.Check(JsonElement.Parse(arguments)).Count == 0);
    }

    [Fact]
    public void Limits_are_followed_into_objects()
    {
        var reach = LimitReach.Of(JsonElement.Parse("""{"properties":{"to":{"properties":{"mail~x":{"pattern":"@example"}}}}}"""));

        Assert.Empty(reach.Check(JsonElement.Parse("""{"to":{"mail~x":"a@example"}}""")));
        Assert.Equal("/to/mail~0x", Assert.Single(reach.Check(JsonElement.Parse("""{"to":{"mail~x":7}}"""))).Pointer);
        Assert.Equal("/to", Assert.Single(reach.Check(JsonElement.Parse("""{"to":"a@evil"}"""))).Pointer);
    }

    [Fact]
    public void A_schema_that_nests_without_end_is_left_at_a_depth()
    {
        var schema = string.Concat(Enumerable.Repeat("""{"properties":{"a":""", 30)) + "true" + new string('}', 60);

        Assert.InRange(LimitReach.Of(JsonElement.Parse(schema)).Places.Count, 1, 20);
    }
}
