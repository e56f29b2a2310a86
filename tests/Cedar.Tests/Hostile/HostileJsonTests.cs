using System.Globalization;
using System.Text.Json;
using AgentConsole.Cedar.Entities;
using AgentConsole.Cedar.Values;
using Xunit;

namespace AgentConsole.Cedar.Tests.Hostile;

public class HostileJsonTests
{
    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("""[{"uid":{"type":"User"}}]""")]
    [InlineData("""[{"uid":{"type":"if","id":"a"}}]""")]
    [InlineData("""[{"uid":{"type":"User","id":"a"},"attrs":{"a":null}}]""")]
    [InlineData("""[{"uid":{"type":"User","id":"a"},"attrs":{"a":1.5}}]""")]
    [InlineData("""[{"uid":{"type":"User","id":"a"},"attrs":{"a":9223372036854775808}}]""")]
    [InlineData("""[{"uid":{"type":"User","id":"a"},"attrs":{"a":1,"a":2}}]""")]
    [InlineData("""[{"uid":{"type":"User","id":"\ud800"}}]""")]
    [InlineData("""[{"uid":{"type":"User","id":"a"},"attrs":{"\ud800":1}}]""")]
    [InlineData("""[{"uid":{"type":"User","id":"a"}},{"uid":{"type":"User","id":"a"}}]""")]
    [InlineData("""[{"uid":{"type":"User","id":"a"},"attrs":{"a":{"__extn":{"fn":"decimal","arg":"x"}}}}]""")]
    [InlineData("""[{"uid":{"type":"User","id":"a"},"attrs":{"a":{"__extn":{"fn":"nothing","arg":"x"}}}}]""")]
    [InlineData("""[{"uid":{"type":"User","id":"a"},"attrs":{"a":{"__expr":"1"}}}]""")]
    [InlineData("""[{"uid":{"type":"User","id":"a"},"parents":[{"type":"User","id":"a"}]}]""")]
    public void Broken_entities_are_refused(string json) => Assert.Throws<CedarException>(() => CedarJson.ReadEntities(json));

    [Fact]
    public void A_fault_points_at_its_place()
    {
        var exception = Assert.Throws<CedarException>(() => CedarJson.ReadEntities("""[{"uid":{"type":"User","id":"a"},"attrs":{"a/b":[1,{"c":null}]}}]"""));

        Assert.Equal("/0/attrs/a~1b/1/c", Assert.Single(exception.Faults).Pointer);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void Deep_values_are_refused(string open, string close)
    {
        using var document = JsonDocument.Parse($"{{\"a\":{Repeated(open, 3_000)}1{Repeated(close, 3_000)}}}", new() { MaxDepth = 10_000 });

        var failure = Assert.Throws<InvalidOperationException>(() => SmallStack.Run(() => CedarJson.ReadContext(document.RootElement)));

        Assert.IsType<CedarException>(failure.InnerException);
    }

    [Theory]
    [InlineData("{\"!\":{\"arg\":", "}}")]
    [InlineData("{\"Set\":[", "]}")]
    [InlineData("{\"+\":{\"right\":{\"Value\":1},\"left\":", "}}")]
    [InlineData("{\"||\":{\"left\":{\"Value\":true},\"right\":", "}}")]
    public void Deep_policies_are_refused(string open, string close)
    {
        var json = $$$"""{"effect":"permit","principal":{"op":"All"},"action":{"op":"All"},"resource":{"op":"All"},"conditions":[{"kind":"when","body":{{{Repeated(open, 1_500)}}}{"Value":1}{{{Repeated(close, 1_500)}}}}]}""";

        var failure = Assert.Throws<InvalidOperationException>(() => SmallStack.Run(() => CedarJson.ReadPolicy(json, "p")));

        Assert.IsType<CedarException>(failure.InnerException);
    }

    [Fact]
    public void A_long_line_of_ancestors_is_followed_and_an_endless_one_refused()
    {
        static CedarEntity Link(int at, int next) => new(Uid(at), CedarRecord.Empty, [Uid(next)]);

        var line = SmallStack.Run(() => EntityStore.Of(Enumerable.Range(0, 2_000).Select(at => Link(at, at + 1))));
        Assert.True(line.IsIn(Uid(0), Uid(2_000)));
        Assert.Throws<CedarException>(() => EntityStore.Of(Enumerable.Range(0, 2_000).Select(at => Link(at, (at + 1) % 2_000))));
    }

    private static EntityUid Uid(int at) => new("Group", at.ToString(CultureInfo.InvariantCulture));

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
