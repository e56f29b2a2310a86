using System.Text.Json;

namespace AgentConsole.Cedar.Json;

/// <summary>Takes JSON apart and says what is wrong with its shape.</summary>
internal static class JsonShape
{
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = CedarLimits.JsonDepthMax, AllowDuplicateProperties = false };

    /// <summary>Reads a document; whoever calls keeps what it needs inside the reading.</summary>
    public static T Read<T>(string json, Func<JsonElement, T> read)
    {
        if (json.Length > CedarLimits.TextLengthMax * 16L) throw new CedarException("The JSON document is too long.");
        using var document = Parsed(json);
        return read(document.RootElement);
    }

    /// <summary>The members of an object, each name once.</summary>
    public static List<(string Name, JsonElement Value)> Members(JsonElement element, JsonPlace place, string expected)
    {
        if (element.ValueKind != JsonValueKind.Object) throw place.Fault($"Found {NameOf(element)}; expected {expected}.");
        var members = new List<(string, JsonElement)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            var name = NameOf(property, place);
            if (!seen.Add(name)) throw place.Fault($"The member {Syntax.Words.Of(name)} occurs twice.");
            members.Add((name, property.Value));
        }

        return members;
    }

    public static JsonElement.ArrayEnumerator Elements(JsonElement element, JsonPlace place, string expected) => element.ValueKind == JsonValueKind.Array
        ? element.EnumerateArray()
        : throw place.Fault($"Found {NameOf(element)}; expected {expected}.");

    public static string Text(JsonElement element, JsonPlace place, string expected)
    {
        if (element.ValueKind != JsonValueKind.String) throw place.Fault($"Found {NameOf(element)}; expected {expected}.");
        try
        {
            var text = element.GetString()!;
            if (Values.Utf16.IsWhole(text)) return text;
        }
        catch (InvalidOperationException)
        {
            // The escapes make half of a surrogate pair.
        }

        throw place.Fault("The text holds half of a surrogate pair.");
    }

    public static bool Flag(JsonElement element, JsonPlace place) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw place.Fault($"Found {NameOf(element)}; expected true or false."),
    };

    public static string NameOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        JsonValueKind.Undefined => "nothing",
        _ => "a truth value",
    };

    private static JsonDocument Parsed(string json)
    {
        try
        {
            return JsonDocument.Parse(json, _options);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            // The latter two are what .NET says of half of a surrogate pair, as it stands or as an escape.
            throw new CedarException($"The text is not JSON: {exception.Message}", exception);
        }
    }

    private static string NameOf(JsonProperty property, JsonPlace place)
    {
        try
        {
            if (Values.Utf16.IsWhole(property.Name)) return property.Name;
        }
        catch (InvalidOperationException)
        {
            // The escapes make half of a surrogate pair.
        }

        throw place.Fault("A member's name holds half of a surrogate pair.");
    }
}
