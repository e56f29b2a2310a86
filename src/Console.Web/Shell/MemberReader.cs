using System.Text.Json;
using AgentConsole.Domain;

namespace AgentConsole.Web.Shell;

/// <summary>Takes typed members out of a JSON object and collects what is wrong with them, instead of stopping at the first.</summary>
public sealed class MemberReader(JsonElement root)
{
    private readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> Faults => _faults;

    public string? Text(string name, int lengthMax, bool isRequired = false)
    {
        if (!Find(name, isRequired, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String) return Wrong(name, "must be a text");
        try
        {
            var text = value.GetString()!;
            if (isRequired && text.Length == 0) return Wrong(name, "must not be empty");
            // PostgreSQL keeps no text with one.
            if (text.Contains('\0', StringComparison.Ordinal)) return Wrong(name, "must not hold the character U+0000");
            return text.Length <= lengthMax ? text : Wrong(name, $"may have {lengthMax} characters");
        }
        catch (InvalidOperationException)
        {
            return Wrong(name, "is not well-formed Unicode");
        }
    }

    /// <summary>A text that is read and not kept: it may hold every character that JSON can say.</summary>
    public string? Passage(string name, int lengthMax, bool isRequired = false)
    {
        if (!Find(name, isRequired, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String) return Wrong(name, "must be a text");
        try
        {
            var text = value.GetString()!;
            return text.Length <= lengthMax ? text : Wrong(name, $"may have {lengthMax} characters");
        }
        catch (InvalidOperationException)
        {
            return Wrong(name, "is not well-formed Unicode");
        }
    }

    public int? Number(string name, int min, int max)
    {
        if (!Find(name, isRequired: false, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max) return number;
        Wrong(name, $"must be a whole number from {min} to {max}");
        return null;
    }

    public bool? Flag(string name)
    {
        if (!Find(name, isRequired: false, out var value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Wrong(name, "must be true or false");
        return null;
    }

    /// <summary>A named value by its wire name.</summary>
    public T? Named<T>(string name, bool isRequired = false) where T : struct, Enum
    {
        if (Text(name, 60, isRequired) is not { } text) return null;
        if (WireName.TryParse<T>(text, out var value)) return value;
        Wrong(name, "must be one of " + string.Join(", ", Enum.GetValues<T>().Select(WireName.Of)));
        return null;
    }

    /// <summary>The raw text of an object, kept as it came.</summary>
    public string? RawObject(string name, int bytesMax)
    {
        if (Element(name, JsonValueKind.Object, isRequired: false) is not { } value) return null;
        var raw = value.GetRawText();
        return raw.Length <= bytesMax ? raw : Wrong(name, $"may have {bytesMax} bytes");
    }

    public JsonElement? Element(string name, JsonValueKind kind, bool isRequired)
    {
        if (!Find(name, isRequired, out var value)) return null;
        if (value.ValueKind == kind) return value;
        Wrong(name, $"must be {(kind == JsonValueKind.Object ? "an object" : "an array")}");
        return null;
    }

    public string? Wrong(string name, string why)
    {
        _faults.Add(new("/" + JsonPointer.Escape(name), "malformed", $"'{name}' {why}."));
        return null;
    }

    private bool Find(string name, bool isRequired, out JsonElement value)
    {
        try
        {
            if (root.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null) return true;
        }
        catch (InvalidOperationException)
        {
            // Looking a name up reads the names beside it, and one of them is no text.
            value = default;
            Wrong(name, "stands beside a name that is not well-formed Unicode");
            return false;
        }

        if (isRequired) Wrong(name, "is missing");
        return false;
    }
}
