using System.Text.Json;
using Xunit;

namespace AgentConsole.JsonSchema.Tests;

public class CompiledSchemaTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "5", "", "#/type", "type")]
    [InlineData("""{"required":["a"]}""", "{}", "", "#/required", "required")]
    [InlineData("""{"properties":{"a":{"maximum":3}}}""", """{"a":4}""", "/a", "#/properties/a/maximum", "maximum")]
    [InlineData("""{"properties":{"a":true},"additionalProperties":false}""", """{"a":1,"b/c":2}""", "/b~1c", "#/additionalProperties", "additionalProperties")]
    [InlineData("""{"items":{"$ref":"#/$defs/even"},"$defs":{"even":{"multipleOf":2}}}""", "[2,3]", "/1", "#/$defs/even/multipleOf", "multipleOf")]
    [InlineData("""{"prefixItems":[true],"items":false}""", "[1,2]", "/1", "#/items", "items")]
    [InlineData("""{"properties":{"a":false}}""", """{"a":1}""", "/a", "#/properties/a", "false")]
    [InlineData("""{"not":{}}""", "1", "", "#/not", "not")]
    [InlineData("""{"if":true,"then":{"const":1}}""", "2", "", "#/then/const", "const")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", "", "#/dependentRequired", "dependentRequired")]
    [InlineData("""{"contains":{"const":1}}""", "[2]", "", "#/contains", "contains")]
    [InlineData("""{"contains":{"const":1},"minContains":2}""", "[1]", "", "#/minContains", "minContains")]
    [InlineData("""{"contains":{"const":1},"maxContains":1}""", "[1,1]", "", "#/maxContains", "maxContains")]
    [InlineData("""{"unevaluatedProperties":false}""", """{"x":1}""", "/x", "#/unevaluatedProperties", "unevaluatedProperties")]
    [InlineData("""{"unevaluatedItems":false}""", "[1]", "/0", "#/unevaluatedItems", "unevaluatedItems")]
    [InlineData("""{"propertyNames":{"maxLength":1}}""", """{"ab":1}""", "", "#/propertyNames", "propertyNames")]
    [InlineData("""{"uniqueItems":true}""", "[1,1.0]", "", "#/uniqueItems", "uniqueItems")]
    [InlineData("""{"oneOf":[true,true]}""", "1", "", "#/oneOf", "oneOf")]
    [InlineData("""{"minLength":3}""", "\"ab\"", "", "#/minLength", "minLength")]
    [InlineData("""{"pattern":"^a$"}""", "\"b\"", "", "#/pattern", "pattern")]
    public void A_fault_says_where_it_is_and_which_keyword_refused(string schema, string instance, string pointer, string location, string code)
    {
        var fault = Assert.Single(Json.Compile(schema).Validate(Json.Parse(instance)).Faults);

        Assert.Equal((pointer, location, code), (fault.InstancePointer, fault.SchemaLocation, fault.Code));
        Assert.EndsWith(".", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_an_instance_is_listed()
    {
        var schema = Json.Compile("""{"required":["a","b"],"properties":{"c":{"type":"string"},"d":{"minimum":1,"multipleOf":2}},"minProperties":4}""");

        var result = schema.Validate(Json.Parse("""{"c":1,"d":-1}"""));

        Assert.Equal(["minProperties", "type", "minimum", "multipleOf", "required", "required"], result.Faults.Select(fault => fault.Code));
        Assert.False(result.IsCut);
    }

    [Fact]
    public void A_list_of_faults_ends_at_its_limit_and_says_so()
    {
        var schema = Json.Compile("""{"items":{"type":"string"}}""");

        var result = schema.Validate(Json.Parse($"[{string.Join(',', Enumerable.Range(0, 500))}]"));

        Assert.Equal(SchemaLimits.FaultsMax, result.Faults.Count);
        Assert.True(result.IsCut);
    }

    [Fact]
    public void Reasons_that_are_too_dear_to_collect_are_left_out_and_the_result_says_so()
    {
        var branches = Enumerable.Range(0, 15_000).Select(number => $"{{\"const\":{number}}}");
        var schema = Json.Compile($"{{\"items\":{{\"anyOf\":[{string.Join(',', branches)}]}}}}");

        var result = schema.Validate(Json.Parse($"[{string.Join(',', Enumerable.Repeat("\"x\"", 60))}]"));

        Assert.True(result.IsCut);
        Assert.All(result.Faults, fault => Assert.Equal("anyOf", fault.Code));
        Assert.InRange(result.Faults.Count, 1, SchemaLimits.FaultsMax - 1);
    }

    [Fact]
    public void A_valid_instance_has_no_faults()
    {
        var result = Json.Compile("""{"type":"object"}""").Validate(Json.Parse("{}"));

        Assert.True(result.IsValid);
        Assert.Same(ValidationResult.Valid, result);
    }

    [Fact]
    public void The_branch_that_takes_the_type_tells_its_own_faults()
    {
        var schema = Json.Compile("""{"anyOf":[{"type":"null"},{"type":"object","required":["a"]}]}""");

        var fault = Assert.Single(schema.Validate(Json.Parse("{}")).Faults);

        Assert.Equal(("required", "#/anyOf/1/required"), (fault.Code, fault.SchemaLocation));
    }

    [Fact]
    public void The_branch_whose_constant_is_met_tells_its_own_faults()
    {
        var schema = Json.Compile("""
            {"oneOf":[{"properties":{"kind":{"const":"card"},"number":{"type":"string"}}},{"properties":{"kind":{"const":"cash"}},"required":["desk"]}]}
            """);

        Assert.Equal("/number", Assert.Single(schema.Validate(Json.Parse("""{"kind":"card","number":5}""")).Faults).InstancePointer);
        Assert.Equal("required", Assert.Single(schema.Validate(Json.Parse("""{"kind":"cash"}""")).Faults).Code);
        Assert.Equal("oneOf", Assert.Single(schema.Validate(Json.Parse("""{"kind":"cheque"}""")).Faults).Code);
    }

    [Fact]
    public void Branches_that_all_take_the_type_are_told_as_one_fault()
    {
        var schema = Json.Compile("""{"oneOf":[{"required":["a"]},{"required":["b"]}]}""");

        var fault = Assert.Single(schema.Validate(Json.Parse("{}")).Faults);

        Assert.Equal("oneOf", fault.Code);
    }

    [Fact]
    public void A_fault_in_a_registered_document_names_the_document()
    {
        var options = new SchemaOptions { Registry = new([KeyValuePair.Create("https://example.com/money", Json.Parse("""{"minimum":0}"""))]) };
        var schema = Json.Compile("""{"$ref":"https://example.com/money"}""", options);

        var fault = Assert.Single(schema.Validate(Json.Parse("-1")).Faults);

        Assert.Equal("https://example.com/money#/minimum", fault.SchemaLocation);
    }

    [Fact]
    public void A_message_repeats_only_a_short_tame_piece_of_the_instance()
    {
        var schema = Json.Compile("""{"additionalProperties":false}""");
        var instance = JsonSerializer.SerializeToElement(new Dictionary<string, int> { ["\u202Eevil\n" + new string('x', 5_000)] = 1 });

        var fault = Assert.Single(schema.Validate(instance).Faults);

        Assert.True(fault.Message.Length < 100);
        Assert.DoesNotContain('\u202E', fault.Message);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.Equal(SchemaLimits.PointerLengthMax, fault.InstancePointer.Length);
    }

    [Fact]
    public void A_member_named_twice_must_be_valid_both_times()
    {
        var schema = Json.Compile("""{"properties":{"amount":{"maximum":10}},"maxProperties":2}""");

        Assert.False(schema.IsValid(Json.Parse("""{"amount":99,"amount":1}""")));
        Assert.False(schema.IsValid(Json.Parse("""{"amount":1,"amount":99}""")));
        Assert.True(schema.IsValid(Json.Parse("""{"amount":1,"amount":2}""")));
        Assert.False(schema.IsValid(Json.Parse("""{"amount":1,"amount":2,"amount":3}""")));
    }

    [Fact]
    public void A_compiled_schema_outlives_the_document_it_came_from()
    {
        CompiledSchema schema;
        using (var document = JsonDocument.Parse("""{"const":{"a":[1]},"$defs":{"x":{"enum":["y"]}}}"""))
        {
            schema = CompiledSchema.Compile(document.RootElement);
        }

        Assert.True(schema.IsValid(Json.Parse("""{"a":[1]}""")));
    }

    [Fact]
    public void An_element_without_a_value_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Json.Compile("true").IsValid(default));
        Assert.Throws<ArgumentException>(() => CompiledSchema.Compile(default));
    }

    [Fact]
    public async Task One_compiled_schema_serves_many_threads()
    {
        var schema = Json.Compile("""
            {"$dynamicAnchor":"node","properties":{"name":{"pattern":"^\\p{L}+$"},"next":{"$dynamicRef":"#node"}},"unevaluatedProperties":false}
            """);
        var good = Json.Parse("""{"name":"a","next":{"name":"𝔸","next":{}}}""");
        var bad = Json.Parse("""{"name":"a","next":{"name":"b","next":{"x":1}}}""");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            Enumerable.Range(0, 500).All(_ => schema.IsValid(good) && schema.Validate(bad).Faults is [{ InstancePointer: "/next/next/x" }]))));

        Assert.All(answers, Assert.True);
    }

    [Fact]
    public void Formats_assert_only_on_request()
    {
        const string Schema = """{"format":"ipv4"}""";

        Assert.True(Json.Compile(Schema).IsValid(Json.Parse("\"x\"")));
        Assert.False(Json.Compile(Schema, new() { AssertFormats = true }).IsValid(Json.Parse("\"x\"")));
    }
}
