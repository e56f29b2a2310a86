using Xunit;

namespace AgentConsole.JsonSchema.Tests;

public class SchemaExceptionTests
{
    [Theory]
    [InlineData("5", SchemaErrors.Malformed, "")]
    [InlineData("""{"type":"strnig"}""", SchemaErrors.Malformed, "/type")]
    [InlineData("""{"type":[]}""", SchemaErrors.Malformed, "/type")]
    [InlineData("""{"required":"a"}""", SchemaErrors.Malformed, "/required")]
    [InlineData("""{"required":["a","a"]}""", SchemaErrors.Malformed, "/required")]
    [InlineData("""{"properties":{"a":5}}""", SchemaErrors.Malformed, "/properties/a")]
    [InlineData("""{"properties":[]}""", SchemaErrors.Malformed, "/properties")]
    [InlineData("""{"allOf":[]}""", SchemaErrors.Malformed, "/allOf")]
    [InlineData("""{"allOf":{}}""", SchemaErrors.Malformed, "/allOf")]
    [InlineData("""{"minLength":-1}""", SchemaErrors.Malformed, "/minLength")]
    [InlineData("""{"minLength":1.5}""", SchemaErrors.Malformed, "/minLength")]
    [InlineData("""{"maximum":"3"}""", SchemaErrors.Malformed, "/maximum")]
    [InlineData("""{"multipleOf":0}""", SchemaErrors.Malformed, "/multipleOf")]
    [InlineData("""{"uniqueItems":1}""", SchemaErrors.Malformed, "/uniqueItems")]
    [InlineData("""{"enum":5}""", SchemaErrors.Malformed, "/enum")]
    [InlineData("""{"enum":[1,{"a":1e1000000000000000000}]}""", SchemaErrors.Malformed, "/enum")]
    [InlineData("""{"const":[1e1000000000000000000]}""", SchemaErrors.Malformed, "/const")]
    [InlineData("""{"maximum":1e1000000000000000000}""", SchemaErrors.Malformed, "/maximum")]
    [InlineData("""{"$id":"a#b"}""", SchemaErrors.Malformed, "")]
    [InlineData("""{"$ref":5}""", SchemaErrors.Malformed, "/$ref")]
    [InlineData("""{"items":{"$ref":"#/$defs/x"}}""", SchemaErrors.UnknownReference, "/items/$ref")]
    [InlineData("""{"$ref":"https://example.com/never-fetched"}""", SchemaErrors.UnknownReference, "/$ref")]
    [InlineData("""{"$ref":"#nowhere"}""", SchemaErrors.UnknownReference, "/$ref")]
    [InlineData("""{"$dynamicRef":"#nowhere"}""", SchemaErrors.UnknownReference, "/$dynamicRef")]
    [InlineData("""{"pattern":"("}""", SchemaErrors.BadPattern, "/pattern")]
    [InlineData("""{"patternProperties":{"[":{}}}""", SchemaErrors.BadPattern, "/patternProperties")]
    [InlineData("""{"$schema":"https://example.com/dialect"}""", SchemaErrors.UnknownDialect, "/$schema")]
    [InlineData("""{"a":1,"a":2}""", SchemaErrors.DuplicateName, "/a")]
    [InlineData("""{"$defs":{"a":{"$anchor":"x"},"b":{"$anchor":"x"}}}""", SchemaErrors.DuplicateIdentifier, "/$defs/b")]
    [InlineData("""{"$defs":{"a":{"$id":"x"},"b":{"$id":"x"}}}""", SchemaErrors.DuplicateIdentifier, "/$defs/b")]
    [InlineData("""{"title":"\ud800"}""", SchemaErrors.Malformed, "/title")]
    [InlineData("""{"\udc00":1}""", SchemaErrors.Malformed, "")]
    public void A_schema_that_cannot_be_compiled_says_why_and_where(string schema, string code, string pointer)
    {
        var thrown = Assert.Throws<SchemaException>(() => Json.Compile(schema));

        Assert.Equal((code, pointer, null), (thrown.Code, thrown.SchemaPointer, thrown.DocumentUri));
    }

    [Fact]
    public void An_error_in_a_registered_document_names_the_document()
    {
        var options = new SchemaOptions { Registry = new([KeyValuePair.Create("https://example.com/a", Json.Parse("""{"items":{"minItems":"x"}}"""))]) };

        var thrown = Assert.Throws<SchemaException>(() => Json.Compile("""{"$ref":"https://example.com/a"}""", options));

        Assert.Equal(("https://example.com/a", "/items/minItems"), (thrown.DocumentUri, thrown.SchemaPointer));
    }

    [Fact]
    public void Trying_to_compile_hands_the_error_out()
    {
        Assert.False(CompiledSchema.TryCompile(Json.Parse("""{"type":"strnig"}"""), null, out var none, out var error));
        Assert.Null(none);
        Assert.Equal(SchemaErrors.Malformed, error.Code);
        Assert.True(CompiledSchema.TryCompile(Json.Parse("true"), null, out var compiled, out _));
        Assert.True(compiled.IsValid(Json.Parse("1")));
    }
}
