using System.Globalization;
using System.Text.Json;

namespace AgentConsole.Domain.Tools;

/// <summary>A JSON Schema in plain words: its arguments as rows, its rules as short phrases. The whole is the JSON itself.</summary>
public static class SchemaWords
{
    private const int RowsMax = 200;
    private const int DepthMax = 5;
    private const int ValueLengthMax = 120;
    private const int ValuesMax = 12;

    // What no phrase below tells: the reader is then pointed to the JSON.
    private static readonly string[] Untold =
    [
        "$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "not", "if", "patternProperties", "dependentSchemas", "dependentRequired",
        "unevaluatedProperties", "unevaluatedItems", "propertyNames", "prefixItems", "contains", "minProperties", "maxProperties",
    ];

    /// <summary>One row for every property that the schema lists, nested ones behind their parents.</summary>
    public static IReadOnlyList<SchemaRow> RowsOf(JsonElement schema)
    {
        var rows = new List<SchemaRow>();
        AddRows(schema, "", 0, rows);
        return rows;
    }

    /// <summary>The limits that a manifest sets to arguments, one phrase each, such as <c>amount at most 500</c>.</summary>
    public static IReadOnlyList<string> LimitsOf(JsonElement schema)
    {
        var phrases = new List<string>();
        if (RulesOf(schema) is { Length: > 0 } own) phrases.Add(own);
        phrases.AddRange(RowsOf(schema).Where(row => row.Rules.Length > 0).Select(row => $"{row.Path} {row.Rules}"));
        if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array)
            phrases.AddRange(required.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => $"{name.GetString()} must be given"));
        return phrases;
    }

    private static void AddRows(JsonElement schema, string parent, int depth, List<SchemaRow> rows)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > DepthMax) return;
        if (schema.TryGetProperty("items", out var items)) AddRows(items, parent + "[]", depth + 1, rows);
        if (!schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object) return;

        foreach (var property in properties.EnumerateObject())
        {
            if (rows.Count >= RowsMax) return;
            var path = parent.Length == 0 ? property.Name : parent + "." + property.Name;
            rows.Add(new(path, depth, TypeOf(property.Value), IsRequired(schema, property.Name), RulesOf(property.Value), DescriptionOf(property.Value)));
            AddRows(property.Value, path, depth + 1, rows);
        }
    }

    private static string TypeOf(JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.False) return "never";
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("type", out var type)) return "any";
        var name = type.ValueKind switch
        {
            JsonValueKind.String => type.GetString()!,
            JsonValueKind.Array => string.Join(" or ", type.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString())),
            _ => "any",
        };
        return name == "array" && schema.TryGetProperty("items", out var items) ? "list of " + TypeOf(items) : name;
    }

    private static bool IsRequired(JsonElement schema, string name) =>
        schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array
        && required.EnumerateArray().Any(one => one.ValueEquals(name));

    private static string? DescriptionOf(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("description", out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    private static string RulesOf(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object) return "";
        var rules = new List<string>();
        Say("const", value => "is " + Short(value));
        Say("enum", value => "one of " + ListOf(value));
        Say("minimum", value => "at least " + Short(value));
        Say("exclusiveMinimum", value => "more than " + Short(value));
        Say("maximum", value => "at most " + Short(value));
        Say("exclusiveMaximum", value => "less than " + Short(value));
        Say("multipleOf", value => "a multiple of " + Short(value));
        Say("minLength", value => $"at least {Short(value)} characters");
        Say("maxLength", value => $"at most {Short(value)} characters");
        Say("pattern", value => "matches " + Short(value));
        Say("format", value => "written as " + Short(value));
        Say("minItems", value => $"at least {Short(value)} elements");
        Say("maxItems", value => $"at most {Short(value)} elements");
        if (schema.TryGetProperty("uniqueItems", out var unique) && unique.ValueKind == JsonValueKind.True) rules.Add("no element twice");
        if (Untold.Any(keyword => schema.TryGetProperty(keyword, out _))) rules.Add("further rules in the JSON");
        return string.Join(", ", rules);

        void Say(string keyword, Func<JsonElement, string> phrase)
        {
            if (schema.TryGetProperty(keyword, out var value)) rules.Add(phrase(value));
        }
    }

    private static string ListOf(JsonElement values)
    {
        if (values.ValueKind != JsonValueKind.Array) return Short(values);
        var rest = values.GetArrayLength() - ValuesMax;
        return string.Join(", ", values.EnumerateArray().Take(ValuesMax).Select(Short))
            + (rest > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {rest} more") : "");
    }

    private static string Short(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text.Length <= ValueLengthMax ? text : text[..(ValueLengthMax - 1)] + "…";
    }
}
