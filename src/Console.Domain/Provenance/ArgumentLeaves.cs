using System.Text.Json;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Provenance;

/// <summary>The values of some arguments with their places and what the schema says of each; marked places first, so that nothing is long enough to hide them.</summary>
internal static class ArgumentLeaves
{
    public static IEnumerable<Leaf> Of(ToolContract contract, JsonElement arguments)
    {
        var pointers = contract.Pointers;
        string?[] marked = [pointers.Money, pointers.Currency, pointers.Target, pointers.Recipient];
        var places = marked.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        foreach (var pointer in places)
            if (JsonPointer.Find(arguments, pointer) is { } value)
                foreach (var leaf in Below(value, pointer, SchemaAt(contract.InputSchema, pointer), contract.InputSchema, 0)) yield return leaf;
        foreach (var leaf in Below(arguments, "", contract.InputSchema, contract.InputSchema, 0))
            if (!places.Exists(place => IsAtOrBelow(leaf.Pointer, place))) yield return leaf;
    }

    private static bool IsAtOrBelow(string pointer, string place) =>
        pointer.StartsWith(place, StringComparison.Ordinal) && (pointer.Length == place.Length || pointer[place.Length] == '/');

    private static IEnumerable<Leaf> Below(JsonElement value, string pointer, JsonElement? schema, JsonElement root, int depth)
    {
        var rules = Resolved(schema, root);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    foreach (var leaf in Below(member.Value, pointer + "/" + JsonPointer.Escape(member.Name), depth < ProvenanceLimits.SchemaDepthMax ? MemberOf(rules, member.Name) : null, root, depth + 1))
                        yield return leaf;
                break;
            case JsonValueKind.Array:
                var at = 0;
                foreach (var element in value.EnumerateArray())
                    foreach (var leaf in Below(element, $"{pointer}/{at++}", depth < ProvenanceLimits.SchemaDepthMax ? Named(rules, "items") : null, root, depth + 1))
                        yield return leaf;
                break;
            default:
                yield return new(pointer, value, rules);
                break;
        }
    }

    private static JsonElement? SchemaAt(JsonElement root, string pointer)
    {
        JsonElement? at = root;
        foreach (var token in JsonPointer.TokensOf(pointer) ?? [])
        {
            var rules = Resolved(at, root);
            at = MemberOf(rules, token) ?? Named(rules, "items");
        }

        return at;
    }

    private static JsonElement? Resolved(JsonElement? schema, JsonElement root) =>
        Named(schema, "$ref") is { ValueKind: JsonValueKind.String } reference && reference.GetString() is ['#', .. var pointer] ? JsonPointer.Find(root, pointer) : schema;

    private static JsonElement? MemberOf(JsonElement? schema, string name) => Named(Named(schema, "properties"), name);

    private static JsonElement? Named(JsonElement? schema, string name) =>
        schema is { ValueKind: JsonValueKind.Object } rules && rules.TryGetProperty(name, out var value) ? value : null;

    /// <summary>One value that holds no others.</summary>
    internal readonly record struct Leaf(string Pointer, JsonElement Value, JsonElement? Schema)
    {
        /// <summary>Nothing that anybody had to tell: yes, no, nothing, or what the schema lists.</summary>
        public bool IsChoice
        {
            get
            {
                if (Value.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null) return true;
                var value = Value;
                return (Named(Schema, "enum") is { ValueKind: JsonValueKind.Array } listed && listed.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)))
                    || (Named(Schema, "const") is { } only && JsonElement.DeepEquals(only, value))
                    || (Named(Schema, "default") is { } absent && JsonElement.DeepEquals(absent, value));
            }
        }
    }
}
