using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.JsonSchema.Tests.Properties;

public class ValidationProperties
{
    private static readonly SchemaOptions asserting = new() { AssertFormats = true };

    /// <summary>Schemas of the generator, under a root that has the definition they all refer to.</summary>
    private static Gen<string> Rooted { get; } = JsonTexts.Schema
        .Select(schema => $"{{\"$defs\":{{\"leaf\":{{\"type\":[\"string\",\"null\"]}}}},\"allOf\":[{schema}]}}");

    [Fact]
    public void The_quick_and_the_collecting_way_agree() => Check(
        Rooted, JsonTexts.Value, (schema, value) =>
        {
            var result = schema.Validate(value);
            return result.IsValid == schema.IsValid(value) && result.IsValid == (result.Faults.Count == 0);
        });

    [Fact]
    public void The_order_of_members_makes_no_difference() => Check(
        Rooted, JsonTexts.Value, (schema, value) => schema.IsValid(value) == schema.IsValid(Json.Parse(JsonTexts.Reordered(value))));

    [Fact]
    public void Escapes_make_no_difference() => Check(
        Rooted, JsonTexts.Value, (schema, value) => schema.IsValid(value) == schema.IsValid(Json.Parse(JsonTexts.Escaped(value))));

    [Fact]
    public void Not_turns_every_answer_round() => Check(
        Rooted.Select(schema => $"{{\"oneOf\":[{{\"$ref\":\"#/$defs/it\"}},{{\"not\":{{\"$ref\":\"#/$defs/it\"}}}}],\"$defs\":{{\"leaf\":true,\"it\":{schema}}}}}"),
        JsonTexts.Value, (schema, value) => schema.IsValid(value));

    [Fact]
    public void Every_value_is_itself_in_any_order() => Run(JsonTexts.Value, text =>
    {
        var value = Json.Parse(text);
        var reordered = Json.Parse(JsonTexts.Reordered(value));
        return Json.Compile($"{{\"const\":{text}}}").IsValid(reordered)
            && Json.Compile($"{{\"enum\":[0.5,{text}]}}").IsValid(reordered)
            && !Json.Compile("""{"uniqueItems":true}""").IsValid(Json.Parse($"[{text},{reordered.GetRawText()}]"));
    });

    [Fact]
    public void Any_value_as_a_schema_is_compiled_or_refused() => Run(Gen.OneOf(JsonTexts.Value, Rooted), text =>
    {
        var compiles = CompiledSchema.TryCompile(Json.Parse(text), asserting, out _, out _);
        // What passes the check compiles; what compiles may still break the metaschema.
        return compiles || !SchemaChecks.Check(Json.Parse(text)).IsValid;
    });

    [Fact]
    public void Any_text_as_a_pattern_or_a_format_is_judged() => Run(ArbMap.Default.GeneratorFor<string>(), text =>
    {
        var value = JsonSerializer.SerializeToElement(text ?? "");
        CompiledSchema.TryCompile(JsonSerializer.SerializeToElement(new { pattern = text ?? "" }), null, out var schema, out _);
        schema?.IsValid(value);
        foreach (var format in (string[])["date-time", "duration", "idn-email", "idn-hostname", "iri", "uri-template", "relative-json-pointer", "regex", "ipv6"])
        {
            CompiledSchema.Compile(JsonSerializer.SerializeToElement(new { format }), asserting).IsValid(value);
        }

        return true;
    });

    [Fact]
    public void Bounds_and_multiples_agree_with_decimal_arithmetic()
    {
        var number = from whole in Gen.Choose(-100_000, 100_000)
                     from places in Gen.Choose(0, 6)
                     select new decimal(Math.Abs(whole), 0, 0, whole < 0, (byte)places);
        Run(number.Two(), pair =>
        {
            var (value, bound) = pair;
            var schema = Json.Compile(string.Create(CultureInfo.InvariantCulture, $"{{\"minimum\":{bound}}}"));
            var step = bound == 0 ? 1 : Math.Abs(bound);
            var multiple = Json.Compile(string.Create(CultureInfo.InvariantCulture, $"{{\"multipleOf\":{step}}}"));
            var instance = Json.Parse(value.ToString(CultureInfo.InvariantCulture));
            return schema.IsValid(instance) == (value >= bound) && multiple.IsValid(instance) == (value % step == 0);
        });
    }

    private static void Check(Gen<string> schemas, Gen<string> values, Func<CompiledSchema, JsonElement, bool> holds) =>
        Run(schemas.Zip(values), pair => holds(Json.Compile(pair.Item1, asserting), Json.Parse(pair.Item2)));

    private static void Run<T>(Gen<T> generator, Func<T, bool> holds) =>
        Prop.ForAll(generator.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
