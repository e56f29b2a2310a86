using System.Text.Json;
using AgentConsole.Domain.Tools;
using Xunit;

namespace AgentConsole.Domain.Tests.Tools;

public sealed class ArgumentShapeTests
{
    [Theory]
    [InlineData("""{"properties":{"n":{"type":"number"}}}""", "number")]
    [InlineData("""{"properties":{"n":{"type":["integer","null"]}}}""", "integer")]
    [InlineData("""{"properties":{"n":{"anyOf":[{"type":"integer"},{"type":"number"}]}}}""", "integer,number")]
    [InlineData("""{"properties":{"n":{"enum":["a","b"]}}}""", "string")]
    [InlineData("""{"properties":{"n":{"const":true}}}""", "boolean")]
    [InlineData("""{"properties":{"n":{"$ref":"#/$defs/x"}},"$defs":{"x":{"type":"string"}}}""", "string")]
    [InlineData("""{"allOf":[{"properties":{"n":{"type":"integer"}}}]}""", "integer")]
    [InlineData("""{"if":{},"then":{"properties":{"n":{"type":"string"}}},"else":{"properties":{"n":{"type":"integer"}}}}""", "integer,string")]
    [InlineData("""{"additionalProperties":{"type":"number"}}""", "number")]
    [InlineData("""{"properties":{"n":{}}}""", "")]
    [InlineData("true", "")]
    public void The_types_are_those_that_the_schema_lets_through(string schema, string types) =>
        Assert.Equal(types, string.Join(',', ArgumentShape.Of(JsonElement.Parse(schema)).MemberOf("n").Types.Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"properties":{"n":{"$ref":"#"}}}""")]
    [InlineData("""{"properties":{"n":{"$ref":"#/properties/n","type":"object"}}}""")]
    [InlineData("""{"allOf":[{"$ref":"#"},{"$ref":"#"}],"properties":{"a":{"allOf":[{"$ref":"#"},{"$ref":"#"}]}}}""")]
    [InlineData("""{"$defs":{"t":{"properties":{"l":{"$ref":"#/$defs/t"},"r":{"$ref":"#/$defs/u"}}},"u":{"properties":{"l":{"$ref":"#/$defs/u"},"r":{"$ref":"#/$defs/t"}}}},"anyOf":[{"$ref":"#/$defs/t"},{"$ref":"#/$defs/u"}]}""")]
    public void A_schema_that_contains_itself_has_a_shape(string schema) => Assert.NotNull(ArgumentShape.Of(JsonElement.Parse(schema)));
}
