using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace AgentConsole.JsonSchema.Tests.Properties;

/// <summary>Random values and schemas that speak about the same few names, so that they often meet.</summary>
public static class JsonTexts
{
    private static readonly string[] names = ["a", "b", "c", "ä", "𝔸", "a/b~", "$ref"];
    private static readonly string[] scalars =
    [
        "null", "true", "false", "0", "-1", "1.0", "2.50", "1e2", "1E400", "-0.0", "12345678901234567890", "\"\"", "\"a\"", "\"ä𝔸\"", "\"2024-02-29\"",
    ];

    private static readonly string[] types = ["null", "boolean", "integer", "number", "string", "array", "object"];
    private static readonly string[] patterns = ["^a", "b$", @"^\w*$", @"\p{L}", "(a|b)*", "(?=a)", ".", "^[^a]+$"];
    private static readonly string[] formats = ["date", "email", "idn-hostname", "uri", "regex", "ipv6", "duration", "uri-template", "time", "none"];
    private static readonly string[] bounds = ["0", "1", "2.5", "-1", "1e2"];
    private static readonly string[] counts = ["0", "1", "2"];

    public static Gen<string> Value { get; } = Gen.Sized(size => ValueOf(Math.Min(size, 4)));

    public static Gen<string> Schema { get; } = Gen.Sized(size => SchemaOf(Math.Min(size, 3)));

    /// <summary>The same value with the members of every object in another order.</summary>
    public static string Reordered(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', value.EnumerateObject().Reverse().Select(Reordered)) + "}",
        JsonValueKind.Array => "[" + string.Join(',', value.EnumerateArray().Select(Reordered)) + "]",
        _ => value.GetRawText(),
    };

    /// <summary>The same value with every character of every text as an escape.</summary>
    public static string Escaped(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', value.EnumerateObject().Select(member => Escaped(member.Name) + ":" + Escaped(member.Value))) + "}",
        JsonValueKind.Array => "[" + string.Join(',', value.EnumerateArray().Select(Escaped)) + "]",
        JsonValueKind.String => Escaped(value.GetString()!),
        _ => value.GetRawText(),
    };

    private static string Reordered(JsonProperty member) => JsonSerializer.Serialize(member.Name) + ":" + Reordered(member.Value);

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder("\"");
        foreach (var unit in text) escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        return escaped.Append('"').ToString();
    }

    private static Gen<string> ValueOf(int depth)
    {
        if (depth == 0) return Gen.Elements(scalars);
        var inner = ValueOf(depth - 1);
        return Gen.Frequency(
            (2, Gen.Elements(scalars)),
            (1, inner.ArrayOf(3).Select(values => $"[{string.Join(',', values)}]")),
            (2, MapOf(inner)));
    }

    private static Gen<string> MapOf(Gen<string> inner) =>
        from used in Gen.SubListOf(names)
        from values in inner.ArrayOf(used.Count)
        select $"{{{string.Join(',', used.Zip(values, (name, value) => JsonSerializer.Serialize(name) + ":" + value))}}}";

    private static Gen<string> SchemaOf(int depth)
    {
        if (depth == 0) return Gen.Elements("true", "false", "{}", """{"type":"string"}""", """{"$ref":"#/$defs/leaf"}""");
        var inner = SchemaOf(depth - 1);
        Gen<string>[] keywords =
        [
            Word("type", Gen.SubListOf(types).Where(some => some.Count > 0).Select(some => JsonSerializer.Serialize(some))),
            Word("const", Value), Word("enum", Value.ArrayOf(2).Select(values => $"[{string.Join(',', values)}]")),
            Word("minimum", Gen.Elements(bounds)), Word("exclusiveMaximum", Gen.Elements(bounds)), Word("multipleOf", Gen.Elements("1", "0.5", "3e-2")),
            Word("minLength", Gen.Elements(counts)), Word("maxLength", Gen.Elements(counts)), Word("pattern", Gen.Elements(patterns).Select(Quoted)),
            Word("format", Gen.Elements(formats).Select(Quoted)), Word("required", Gen.SubListOf(names).Select(some => JsonSerializer.Serialize(some))),
            Word("minItems", Gen.Elements(counts)), Word("maxProperties", Gen.Elements(counts)), Word("uniqueItems", Gen.Constant("true")),
            Word("properties", MapOf(inner)), Word("dependentSchemas", MapOf(inner)), Word("additionalProperties", inner), Word("unevaluatedProperties", inner),
            Word("unevaluatedItems", inner), Word("items", inner), Word("contains", inner), Word("prefixItems", ListOf(inner)), Word("propertyNames", inner),
            Word("allOf", ListOf(inner)), Word("anyOf", ListOf(inner)), Word("oneOf", ListOf(inner)), Word("not", inner), Word("if", inner), Word("then", inner),
            Word("else", inner), Word("patternProperties", inner.Zip(Gen.Elements(patterns), (schema, pattern) => $"{{{Quoted(pattern)}:{schema}}}")),
            Word("$defs", inner.Select(schema => $"{{\"leaf\":{schema}}}")),
        ];
        return from chosen in Gen.SubListOf(keywords).Select(all => all.Take(5))
               from words in Gen.CollectToArray(chosen)
               select $"{{{string.Join(',', words)}}}";
    }

    private static Gen<string> Word(string keyword, Gen<string> value) => value.Select(text => $"\"{keyword}\":{text}");

    private static Gen<string> ListOf(Gen<string> inner) => inner.ArrayOf(2).Select(schemas => $"[{string.Join(',', schemas)}]");

    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
