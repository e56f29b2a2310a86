using System.Text.Json;
using Xunit;

namespace AgentConsole.JsonSchema.Tests.Hostile;

public class HostileSchemaTests
{
    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"allOf":[true,{"$ref":"#/$defs/a"}]}},"$ref":"#/$defs/a"}""")]
    public void References_that_lead_straight_back_are_refused(string schema) =>
        Assert.Equal(SchemaErrors.ReferenceLoop, Assert.Throws<SchemaException>(() => Json.Compile(schema)).Code);

    [Theory]
    [InlineData("""{"anyOf":[{"type":"string"},{"$ref":"#"}]}""")]
    [InlineData("""{"not":{"$ref":"#"}}""")]
    [InlineData("""{"not":{"not":{"$ref":"#"}}}""")]
    [InlineData("""{"if":{"$ref":"#"}}""")]
    [InlineData("""{"if":true,"then":{"$ref":"#"}}""")]
    [InlineData("""{"$dynamicAnchor":"a","$dynamicRef":"#a"}""")]
    public void A_loop_that_only_evaluation_finds_is_a_fault_and_never_valid(string schema)
    {
        var fault = Assert.Single(Json.Compile(schema).Validate(Json.Parse("1")).Faults);

        Assert.Equal(FaultCodes.RecursionLimit, fault.Code);
    }

    [Fact]
    public void A_long_chain_of_references_compiles_but_is_not_followed_without_end()
    {
        var links = Enumerable.Range(0, 5_000).Select(link => $"\"d{link}\":{{\"$ref\":\"#/$defs/d{link + 1}\"}}");
        var schema = Json.Compile($"{{\"$defs\":{{{string.Join(',', links)},\"d5000\":true}},\"$ref\":\"#/$defs/d0\"}}");

        Assert.Equal(FaultCodes.RecursionLimit, Assert.Single(schema.Validate(Json.Parse("1")).Faults).Code);
    }

    [Theory]
    [InlineData("allOf")]
    [InlineData("anyOf")]
    [InlineData("oneOf")]
    public void A_schema_that_doubles_its_work_at_every_level_is_stopped(string keyword)
    {
        var levels = Enumerable.Range(0, 60).Select(level => $$"""
            "d{{level}}":{"{{keyword}}":[{"$ref":"#/$defs/d{{level + 1}}"},{"$ref":"#/$defs/d{{level + 1}}"}]}
            """);
        var schema = Json.Compile($$$"""{"$defs":{{{{string.Join(',', levels)}}},"d60":{"type":"string","allOf":[{}]}},"$ref":"#/$defs/d0"}""");

        var doubling = schema.Validate(Json.Parse(keyword == "allOf" ? "\"x\"" : "1"));

        Assert.Contains(doubling.Faults, fault => fault.Code == FaultCodes.WorkLimit);
    }

    [Fact]
    public void A_schema_that_is_too_deep_is_refused()
    {
        var schema = string.Concat(Enumerable.Repeat("{\"not\":", 500)) + "true" + new string('}', 500);

        var thrown = Assert.Throws<SchemaException>(() => CompiledSchema.Compile(Json.Parse(schema, depth: 1_000)));

        Assert.Equal(SchemaErrors.TooLarge, thrown.Code);
        Assert.Equal(SchemaErrors.TooLarge, Assert.Single(SchemaChecks.Check(Json.Parse(schema, depth: 1_000)).Faults).Code);
    }

    [Fact]
    public void A_schema_that_is_too_large_is_refused()
    {
        var schema = JsonSerializer.SerializeToElement(new { description = new string('x', SchemaLimits.SchemaBytesMax) });

        Assert.Equal(SchemaErrors.TooLarge, Assert.Throws<SchemaException>(() => CompiledSchema.Compile(schema)).Code);
    }

    [Fact]
    public void A_schema_of_too_many_parts_is_refused()
    {
        var schema = Json.Parse($"{{\"allOf\":[{string.Join(',', Enumerable.Repeat("{}", SchemaLimits.SchemaNodesMax))}]}}");

        Assert.Equal(SchemaErrors.TooLarge, Assert.Throws<SchemaException>(() => CompiledSchema.Compile(schema)).Code);
    }

    [Fact]
    public void Long_names_in_deep_places_do_not_add_up()
    {
        var name = new string('n', 10_000);
        var inner = $"{{\"anyOf\":[{string.Join(',', Enumerable.Repeat("{\"type\":\"string\"}", 10_000))}]}}";
        var schema = Json.Compile(string.Concat(Enumerable.Repeat($"{{\"properties\":{{\"{name}\":", 25)) + inner + new string('}', 50));

        Assert.True(schema.IsValid(Json.Parse("{}")));
    }

    [Fact]
    public void Too_many_patterns_are_refused()
    {
        var patterns = Enumerable.Range(0, SchemaLimits.PatternsMax + 1).Select(number => $"\"a{number}\":{{}}");

        var thrown = Assert.Throws<SchemaException>(() => Json.Compile($"{{\"patternProperties\":{{{string.Join(',', patterns)}}}}}"));

        Assert.Equal(SchemaErrors.TooLarge, thrown.Code);
    }

    [Theory]
    [InlineData(@"(?:(?:a{0,2147483647}){2147483647}){99999999999}")]
    [InlineData(@"(a|b)*a(a|b){60}$")]
    [InlineData(@"((((((((((a*)*)*)*)*)*)*)*)*)*)*b")]
    [InlineData(@"^(a+)+$")]
    [InlineData(@"^(\w+\s?)*$")]
    public void A_pattern_made_to_explode_is_answered_all_the_same(string pattern)
    {
        var schema = CompiledSchema.Compile(JsonSerializer.SerializeToElement(new { pattern }));

        Assert.False(schema.IsValid(JsonSerializer.SerializeToElement(new string('a', 40) + "!")));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(?:")]
    [InlineData("(?=")]
    public void A_pattern_of_too_many_groups_is_refused(string opening)
    {
        var pattern = string.Concat(Enumerable.Repeat(opening, 1_000)) + new string(')', 1_000);

        Assert.Throws<SchemaException>(() => CompiledSchema.Compile(JsonSerializer.SerializeToElement(new { pattern })));
    }

    [Theory]
    [InlineData("""{"pattern":"^(?=(a+)+$)"}""")]
    [InlineData("""{"not":{"pattern":"^(?=(a+)+$)"}}""")]
    [InlineData("""{"anyOf":[{"pattern":"^(?=(a+)+$)"},true]}""")]
    public void A_pattern_that_runs_out_of_time_is_a_fault_even_under_not(string schema)
    {
        var fault = Assert.Single(Json.Compile(schema).Validate(JsonSerializer.SerializeToElement(new string('a', 60) + "!")).Faults);

        Assert.Equal(FaultCodes.PatternTimeout, fault.Code);
    }

    [Fact]
    public void Many_slow_matches_together_run_out_of_time_where_there_is_a_clock()
    {
        var schema = Json.Compile("""{"items":{"pattern":"(?=a)a"}}""", new() { Clock = new SlowClock() });
        var instance = Json.Parse($"[{string.Join(',', Enumerable.Repeat("\"a\"", 100))}]");

        var fault = Assert.Single(schema.Validate(instance).Faults);

        Assert.Equal((FaultCodes.PatternTimeout, "/50"), (fault.Code, fault.InstancePointer));
    }

    /// <summary>Ten milliseconds pass whenever somebody looks.</summary>
    private sealed class SlowClock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => now += 10;
    }
}
