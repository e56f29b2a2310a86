using Xunit;

namespace AgentConsole.JsonSchema.Tests;

public class SchemaChecksTests
{
    [Theory]
    [InlineData("""{"type":"strnig"}""", "/type", "enum")]
    [InlineData("""{"type":["string","string"]}""", "/type", "uniqueItems")]
    [InlineData("""{"required":"a"}""", "/required", "type")]
    [InlineData("""{"properties":{"a":{"minLength":-1}}}""", "/properties/a/minLength", "minimum")]
    [InlineData("""{"properties":{"a":{"pattern":"("}}}""", "/properties/a/pattern", "format")]
    [InlineData("""{"$defs":{"a":{"title":5}}}""", "/$defs/a/title", "type")]
    [InlineData("""{"allOf":[{"anyOf":[{"items":7}]}]}""", "/allOf/0/anyOf/0/items", "type")]
    [InlineData("""{"$ref":"#/$defs/none"}""", "/$ref", SchemaErrors.UnknownReference)]
    [InlineData("""{"$defs":{"a":{"$ref":"#/$defs/a"}},"$ref":"#/$defs/a"}""", "", SchemaErrors.ReferenceLoop)]
    [InlineData("""{"$schema":"http://json-schema.org/draft-03/schema#"}""", "/$schema", SchemaErrors.UnknownDialect)]
    [InlineData("""{"a":1,"a":1}""", "/a", SchemaErrors.DuplicateName)]
    public void A_malformed_schema_is_refused_with_the_place(string schema, string pointer, string code)
    {
        var faults = SchemaChecks.Check(Json.Parse(schema)).Faults;

        Assert.Contains(faults, fault => fault.InstancePointer == pointer && fault.Code == code);
        Assert.All(faults, fault => Assert.StartsWith(pointer, fault.InstancePointer, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema","type":["object","null"],"properties":{"a":{"$ref":"#"}},"x-own":5}""")]
    public void A_good_schema_passes(string schema) => Assert.True(SchemaChecks.Check(Json.Parse(schema)).IsValid);

    [Fact]
    public void An_older_dialect_is_read_as_this_one_where_the_caller_registers_it_so()
    {
        var alias = Json.Parse("""{"$ref":"https://json-schema.org/draft/2020-12/schema"}""");
        var options = new SchemaOptions { Registry = new([KeyValuePair.Create("http://json-schema.org/draft-07/schema#", alias)]) };
        var schema = Json.Parse("""
            {"$schema":"http://json-schema.org/draft-07/schema#","definitions":{"a":{"minimum":1}},"properties":{"a":{"$ref":"#/definitions/a"}}}
            """);
        var tuple = Json.Parse("""{"$schema":"http://json-schema.org/draft-07/schema#","items":[{"type":"string"}]}""");

        Assert.True(SchemaChecks.Check(schema, options).IsValid);
        Assert.False(CompiledSchema.Compile(schema, options).IsValid(Json.Parse("""{"a":0}""")));
        Assert.Equal("/items", Assert.Single(SchemaChecks.Check(tuple, options).Faults).InstancePointer);
    }

    [Fact]
    public void A_schema_in_a_registered_dialect_is_checked_by_it()
    {
        const string Dialect = """
            {"$id":"https://example.com/dialect","$vocabulary":{"https://json-schema.org/draft/2020-12/vocab/core":true},"required":["x-owner"]}
            """;
        var options = new SchemaOptions { Registry = new([KeyValuePair.Create("https://example.com/dialect", Json.Parse(Dialect))]) };

        var result = SchemaChecks.Check(Json.Parse("""{"$schema":"https://example.com/dialect"}"""), options);

        Assert.Equal("required", Assert.Single(result.Faults).Code);
    }
}
