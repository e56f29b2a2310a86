using System.Text.Json;
using AgentConsole.Domain.Tools;
using Xunit;

namespace AgentConsole.Domain.Tests.Tools;

public sealed class SchemaWordsTests
{
    [Fact]
    public void Every_argument_is_a_row()
    {
        var rows = SchemaWords.RowsOf(JsonElement.Parse("""
            {"type":"object","required":["order_id"],"properties":{
              "order_id":{"type":"string","pattern":"^W-","description":"The order."},
              "amount":{"type":["number","null"],"minimum":0,"exclusiveMaximum":500},
              "reason":{"enum":["late","broken",null]},
              "lines":{"type":"array","minItems":1,"items":{"type":"object","properties":{"sku":{"type":"string","maxLength":8}}}},
              "free":true,"never":false,"odd":{"oneOf":[{"type":"string"}]}}}
            """));

        Assert.Equal([
            "order_id|string|required|matches ^W-|The order.",
            "amount|number or null||at least 0, less than 500|",
            "reason|any||one of late, broken, null|",
            "lines|list of object||at least 1 elements|",
            "lines[].sku|string||at most 8 characters|",
            "free|any|||",
            "never|never|||",
            "odd|any||further rules in the JSON|",
        ], rows.Select(row => $"{row.Path}|{row.Type}|{(row.IsRequired ? "required" : "")}|{row.Rules}|{row.Description}"));
    }

    [Fact]
    public void Limits_are_phrases() => Assert.Equal(
        ["amount at most 500", "to.mail matches @example", "note must be given"],
        SchemaWords.LimitsOf(JsonElement.Parse(
            """{"properties":{"amount":{"maximum":500},"to":{"properties":{"mail":{"pattern":"@example"}}}},"required":["note"]}""")));

    [Theory, InlineData("true"), InlineData("{}"), InlineData("""{"properties":[]}"""), InlineData("""{"required":{"a":1},"properties":{"a":{"type":7}}}""")]
    public void What_is_no_proper_schema_breaks_nothing(string schema) => Assert.NotNull(SchemaWords.RowsOf(JsonElement.Parse(schema)));

    [Fact]
    public void A_huge_schema_is_cut()
    {
        var properties = string.Join(',', Enumerable.Range(0, 500).Select(number => $"\"p{number}\":{{\"enum\":[{string.Join(',', Enumerable.Range(0, 100))}]}}"));

        var rows = SchemaWords.RowsOf(JsonElement.Parse($"{{\"properties\":{{{properties}}}}}"));

        Assert.Equal(200, rows.Count);
        Assert.EndsWith("and 88 more", rows[0].Rules, StringComparison.Ordinal);
    }
}
