using System.Text.Json;

namespace AgentConsole.Domain.Tools;

/// <summary>The names of the arguments that an input schema lists, where it lists them all at its root.</summary>
internal sealed class ArgumentNames
{
    // With any of these beside "properties", a name that is not listed may still be meant.
    private static readonly string[] OtherSources =
        ["$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "if", "then", "else", "patternProperties", "dependentSchemas"];

    private readonly JsonElement? _properties;

    private ArgumentNames(JsonElement? properties) => _properties = properties;

    public static ArgumentNames Any { get; } = new(null);

    public static ArgumentNames Of(JsonElement schema) =>
        schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
        && !OtherSources.Any(keyword => schema.TryGetProperty(keyword, out _))
            ? new(properties)
            : Any;

    /// <summary>Whether the schema lists all names at its root.</summary>
    public bool IsClosed => _properties is not null;

    public bool Has(string name) => _properties is not { } properties || properties.TryGetProperty(name, out _);
}
