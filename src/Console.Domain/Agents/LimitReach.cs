using System.Text.Json;

namespace AgentConsole.Domain.Agents;

/// <summary>
/// What kind of value each limit of a manifest speaks of. JSON Schema lets <c>maximum</c> pass whatever is no number;
/// a limit that cannot be held against a value must not let the value through.
/// </summary>
public sealed class LimitReach
{
    private const int DepthMax = 16;

    private static readonly (string Keyword, JsonValueKind Kind)[] Keywords =
    [
        ("maximum", JsonValueKind.Number), ("minimum", JsonValueKind.Number), ("exclusiveMaximum", JsonValueKind.Number),
        ("exclusiveMinimum", JsonValueKind.Number), ("multipleOf", JsonValueKind.Number),
        ("maxLength", JsonValueKind.String), ("minLength", JsonValueKind.String), ("pattern", JsonValueKind.String),
        ("maxItems", JsonValueKind.Array), ("minItems", JsonValueKind.Array), ("items", JsonValueKind.Array),
        ("prefixItems", JsonValueKind.Array), ("contains", JsonValueKind.Array),
        ("properties", JsonValueKind.Object), ("required", JsonValueKind.Object), ("maxProperties", JsonValueKind.Object),
    ];

    private readonly List<Place> _places = [];

    private LimitReach() { }

    /// <summary>Every argument that a limit speaks of, by JSON pointer, with the kind of value it can be held against.</summary>
    public IReadOnlyList<Place> Places => _places;

    public static LimitReach Of(JsonElement schema)
    {
        var reach = new LimitReach();
        reach.Add(schema, "", 0);
        return reach;
    }

    /// <summary>The values that are there and of a kind that the limits cannot be held against.</summary>
    public IReadOnlyList<Fault> Check(JsonElement arguments)
    {
        List<Fault>? faults = null;
        foreach (var place in _places)
        {
            if (JsonPointer.Find(arguments, place.Pointer) is not { } value || value.ValueKind == JsonValueKind.Null) continue;
            if (value.ValueKind != place.Kind)
                (faults ??= []).Add(new(place.Pointer, place.Keyword, $"The limit '{place.Keyword}' cannot be held against this kind of value."));
        }

        return faults ?? (IReadOnlyList<Fault>)[];
    }

    private void Add(JsonElement schema, string pointer, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > DepthMax) return;
        foreach (var (keyword, kind) in Keywords)
        {
            if (!schema.TryGetProperty(keyword, out _) || _places.Exists(place => place.Pointer == pointer && place.Kind == kind)) continue;
            _places.Add(new(pointer, kind, keyword));
        }

        if (!schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object) return;
        foreach (var property in properties.EnumerateObject())
            Add(property.Value, pointer + "/" + JsonPointer.Escape(property.Name), depth + 1);
    }

    /// <summary>One argument that a limit speaks of.</summary>
    public sealed record Place(string Pointer, JsonValueKind Kind, string Keyword);
}
