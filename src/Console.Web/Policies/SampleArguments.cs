using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentConsole.Web.Policies;

/// <summary>Arguments as an input schema wants them, for a reader to change: what is required, each with the plainest value of its type.</summary>
internal static class SampleArguments
{
    private const int DepthMax = 6;
    private const string AnyText = "…";

    public static JsonElement Of(JsonElement schema) => JsonSerializer.SerializeToElement(ValueOf(schema, 0) as JsonObject ?? []);

    private static JsonNode? ValueOf(JsonElement schema, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > DepthMax) return AnyText;
        foreach (var said in new[] { "const", "default", "example" })
            if (schema.TryGetProperty(said, out var value)) return JsonNode.Parse(value.GetRawText());
        foreach (var list in new[] { "enum", "examples" })
            if (schema.TryGetProperty(list, out var values) && values.ValueKind == JsonValueKind.Array && values.GetArrayLength() > 0) return JsonNode.Parse(values[0].GetRawText());

        switch (TypeOf(schema))
        {
            case "object": return ObjectOf(schema, depth);
            case "array": return schema.TryGetProperty("items", out var items) ? new JsonArray(ValueOf(items, depth + 1)) : [];
            case "integer" or "number": return schema.TryGetProperty("minimum", out var least) && least.ValueKind == JsonValueKind.Number ? Math.Max(1, least.GetDecimal()) : 1;
            case "boolean": return true;
            case "null": return null;
            default: return TextOf(schema);
        }
    }

    private static JsonObject ObjectOf(JsonElement schema, int depth)
    {
        var value = new JsonObject();
        if (!schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object) return value;
        var required = schema.TryGetProperty("required", out var names) && names.ValueKind == JsonValueKind.Array
            ? names.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!).ToHashSet()
            : [];
        foreach (var property in properties.EnumerateObject().Where(property => required.Contains(property.Name)))
            value[property.Name] = ValueOf(property.Value, depth + 1);
        return value;
    }

    private static string TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type)) return schema.TryGetProperty("properties", out _) ? "object" : "string";
        return (type.ValueKind == JsonValueKind.Array && type.GetArrayLength() > 0 ? type[0] : type) is { ValueKind: JsonValueKind.String } name ? name.GetString()! : "string";
    }

    private static string TextOf(JsonElement schema) => (schema.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.String ? format.GetString() : null) switch
    {
        "email" => "someone@example.com",
        "uri" or "url" => "https://example.com/",
        "date" => "2026-01-05",
        "date-time" => "2026-01-05T12:00:00Z",
        _ => AnyText,
    };
}
