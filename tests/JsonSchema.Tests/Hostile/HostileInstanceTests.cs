using System.Text.Json;
using Xunit;

namespace AgentConsole.JsonSchema.Tests.Hostile;

public class HostileInstanceTests
{
    [Theory]
    [InlineData("""{"items":{"$ref":"#"}}""")]
    [InlineData("""{"unevaluatedItems":{"$ref":"#"}}""")]
    [InlineData("""{"contains":{"$ref":"#"}}""")]
    [InlineData("""{"uniqueItems":true,"items":{"uniqueItems":true}}""")]
    [InlineData("""{"not":{"items":{"$ref":"#"}}}""")]
    public void A_value_nested_too_deeply_is_a_fault(string schema)
    {
        var deep = new string('[', 200) + "1,1" + new string(']', 200);
        var instance = Json.Parse($"[{deep},{deep}]", depth: 300);

        Assert.Contains(Json.Compile(schema).Validate(instance).Faults, fault => fault.Code == FaultCodes.InstanceTooDeep);
    }

    [Fact]
    public void A_value_nested_as_deeply_as_allowed_is_judged()
    {
        var schema = Json.Compile("""{"items":{"$ref":"#"},"type":["array","integer"]}""");

        Assert.True(schema.IsValid(Json.Parse(new string('[', 64) + "1" + new string(']', 64))));
        Assert.False(schema.IsValid(Json.Parse(new string('[', 64) + "\"x\"" + new string(']', 64))));
        Assert.False(schema.IsValid(Json.Parse(new string('[', 65) + "1" + new string(']', 65), depth: 65)));
    }

    [Theory]
    [InlineData("1e999999999", """{"multipleOf":0.01}""", true)]
    [InlineData("1e999999999", """{"multipleOf":3}""", false)]
    [InlineData("3e999999999", """{"multipleOf":3}""", true)]
    [InlineData("1e-999999999", """{"multipleOf":3}""", false)]
    [InlineData("1e999999999", """{"maximum":1e308}""", false)]
    [InlineData("-1e999999999", """{"maximum":1e308}""", true)]
    [InlineData("1e-999999999", """{"exclusiveMinimum":0}""", true)]
    [InlineData("1e999999999", """{"type":"integer"}""", true)]
    [InlineData("1e-999999999", """{"type":"integer"}""", false)]
    [InlineData("10e999999998", """{"const":1e999999999}""", true)]
    [InlineData("1e999999999", """{"enum":[1e999999998]}""", false)]
    [InlineData("[1e999999999,10e999999998]", """{"uniqueItems":true}""", false)]
    [InlineData("0e999999999", """{"const":-0.0}""", true)]
    [InlineData("100000000000000000000000000000000000001", """{"maximum":100000000000000000000000000000000000000}""", false)]
    [InlineData("0.1", """{"multipleOf":0.1}""", true)]
    [InlineData("9007199254740993", """{"const":9007199254740992}""", false)]
    [InlineData("1.10", """{"const":1.1}""", true)]
    public void Numbers_of_any_size_are_judged_exactly(string instance, string schema, bool valid) =>
        Assert.Equal(valid, Json.Compile(schema).IsValid(Json.Parse(instance)));

    [Theory]
    [InlineData("""{"maximum":1}""")]
    [InlineData("""{"not":{"maximum":1}}""")]
    [InlineData("""{"not":{"const":1}}""")]
    [InlineData("""{"multipleOf":2}""")]
    public void A_number_longer_than_is_read_is_a_fault(string schema)
    {
        foreach (var number in (string[])[new string('9', 5_000), "1e1" + new string('0', 40)])
        {
            Assert.Equal(FaultCodes.NumberTooLong, Assert.Single(Json.Compile(schema).Validate(Json.Parse(number)).Faults).Code);
        }
    }

    [Fact]
    public void Costly_divisions_are_paid_for()
    {
        var divisor = "1" + string.Concat(Enumerable.Repeat("37", 500));
        var schema = Json.Compile($"{{\"not\":{{\"contains\":{{\"multipleOf\":{divisor}}}}}}}");
        var instance = Json.Parse($"[{string.Join(',', Enumerable.Repeat("1e999999999999999", 20_000))}]");

        Assert.Equal(FaultCodes.WorkLimit, Assert.Single(schema.Validate(instance).Faults).Code);
    }

    [Fact]
    public void Half_characters_are_judged_without_an_exception()
    {
        const string Instance = """{"\ud800":"\udc00","a":["\ud800","\ud800"]}""";

        Assert.True(Json.Compile("""{"minProperties":2,"additionalProperties":{"minLength":1}}""").IsValid(Json.Parse(Instance)));
        Assert.False(Json.Compile("""{"properties":{"a":{"uniqueItems":true}}}""").IsValid(Json.Parse(Instance)));
        Assert.False(Json.Compile("""{"propertyNames":{"pattern":"^.$"}}""").IsValid(Json.Parse(Instance)));
        Assert.False(Json.Compile("""{"properties":{"\ufffd":true,"a":true},"additionalProperties":false}""").IsValid(Json.Parse(Instance)));
        var refused = Json.Compile("""{"patternProperties":{"^a$":true},"additionalProperties":false}""").Validate(Json.Parse(Instance));
        Assert.Equal("/\ufffd", Assert.Single(refused.Faults).InstancePointer);
        Assert.False(Json.Compile("""{"additionalProperties":{"type":"array","format":"email"}}""", new() { AssertFormats = true }).IsValid(Json.Parse(Instance)));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_judged_without_an_exception()
    {
        byte[] bytes = [.. "{\""u8, 0xFF, .. "\":\""u8, 0xC3, .. "\\n"u8, 0xED, 0xA0, .. "\"}"u8];
        using var document = JsonDocument.Parse(bytes);
        var schema = Json.Compile("""
            {"propertyNames":{"pattern":"^a$"},"patternProperties":{"b":true},
             "additionalProperties":{"maxLength":1,"pattern":"^c$","format":"email","const":"x","enum":["y"]},"uniqueItems":true}
            """, new() { AssertFormats = true });

        Assert.Equal(6, schema.Validate(document.RootElement).Faults.Count);
    }

    [Theory]
    [InlineData("""{"const":"a\"b\\c/\u0041é𝔸\n"}""")]
    [InlineData("""{"enum":[1,"a\"b\\c/\u0041é𝔸\n"]}""")]
    [InlineData("""{"pattern":"^a\"b\\\\c/Aé𝔸\\n$"}""")]
    [InlineData("""{"minLength":10,"maxLength":10}""")]
    public void Escapes_make_no_difference(string schema)
    {
        var compiled = Json.Compile(schema);

        Assert.True(compiled.IsValid(Json.Parse("""
            "a\"b\\c\/Aé𝔸\n"
            """)));
        Assert.True(compiled.IsValid(Json.Parse("""
            "\u0061\u0022\u0062\u005c\u0063\u002f\u0041\u00e9\ud835\udd38\u000a"
            """)));
    }

    [Fact]
    public void Names_in_escapes_are_the_same_names()
    {
        var schema = Json.Compile("""{"properties":{"amount":{"maximum":10}},"required":["amount"],"additionalProperties":false}""");

        Assert.True(schema.IsValid(Json.Parse("""{"\u0061mount":10}""")));
        Assert.False(schema.IsValid(Json.Parse("""{"\u0061mount":11}""")));
    }

    [Fact]
    public void Thousands_of_equal_looking_elements_are_told_apart_quickly()
    {
        var elements = Enumerable.Range(0, 20_000).Select(number => $"{{\"a\":{number},\"b\":[{number}]}}");

        Assert.True(Json.Compile("""{"uniqueItems":true}""").IsValid(Json.Parse($"[{string.Join(',', elements)}]")));
    }
}
