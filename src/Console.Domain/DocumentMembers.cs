using System.Globalization;
using System.Text.Json;

namespace AgentConsole.Domain;

/// <summary>
/// Reads the members of one JSON object of a document and notes everything that is wrong with it.
/// A member that nobody asked for is a fault: a misspelt limit must not be no limit.
/// </summary>
public sealed class DocumentMembers
{
    private readonly Dictionary<string, JsonElement> _left = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly ICollection<Fault> _faults;
    private readonly string _pointer;

    public DocumentMembers(JsonElement value, string pointer, ICollection<Fault> faults)
    {
        (_pointer, _faults) = (pointer, faults);
        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new(pointer, "type", "It must be an object."));
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (!_names.Add(member.Name)) faults.Add(new(At(member.Name), "duplicate_member", $"'{member.Name}' stands twice."));
            _left[member.Name] = member.Value;
        }
    }

    public string At(string name) => _pointer + "/" + JsonPointer.Escape(name);

    public bool Has(string name) => _names.Contains(name);

    /// <summary>The member, or null where it is missing or null; a missing one is a fault if it is required.</summary>
    public JsonElement? Take(string name, bool isRequired = false)
    {
        if (_left.Remove(name, out var value) && value.ValueKind != JsonValueKind.Null) return value;
        if (isRequired) Fault(name, "required", $"'{name}' is missing.");
        return null;
    }

    public string? Text(string name, int lengthMax, bool isRequired = false)
    {
        if (Take(name, isRequired) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.String) return Nothing<string>(name, "type", $"'{name}' must be text.");
        var text = value.GetString()!;
        if (text.Length == 0) return Nothing<string>(name, "empty", $"'{name}' is empty.");
        return text.Length <= lengthMax ? text : Nothing<string>(name, "too_long", $"'{name}' is longer than {lengthMax} characters.");
    }

    public int? Number(string name, int min, int max, bool isRequired = false)
    {
        if (Take(name, isRequired) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDecimal(out var number) || number != decimal.Truncate(number))
        {
            Fault(name, "type", $"'{name}' must be a whole number.");
            return null;
        }

        if (number >= min && number <= max) return (int)number;
        Fault(name, "out_of_range", string.Create(CultureInfo.InvariantCulture, $"'{name}' must lie between {min} and {max}."));
        return null;
    }

    public T? Named<T>(string name, bool isRequired = false) where T : struct, Enum
    {
        if (Take(name, isRequired) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String && WireName.TryParse<T>(value.GetString(), out var named)) return named;
        Fault(name, "unknown_value", $"'{name}' must be one of: {NamesOf<T>()}.");
        return null;
    }

    public JsonElement? Object(string name, bool isRequired = false)
    {
        if (Take(name, isRequired) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Object) return value;
        Fault(name, "type", $"'{name}' must be an object.");
        return null;
    }

    /// <summary>The elements of an array member; none where it is missing or wrong.</summary>
    public IReadOnlyList<JsonElement> Elements(string name, int countMax, bool isRequired = false)
    {
        if (Take(name, isRequired) is not { } value) return [];
        if (value.ValueKind != JsonValueKind.Array) return Nothing<IReadOnlyList<JsonElement>>(name, "type", $"'{name}' must be a list.") ?? [];
        if (value.GetArrayLength() <= countMax) return [.. value.EnumerateArray()];
        return Nothing<IReadOnlyList<JsonElement>>(name, "too_many", $"'{name}' has more than {countMax} elements.") ?? [];
    }

    /// <summary>The distinct texts of an array member, each of which <paramref name="faultOf"/> finds nothing wrong with.</summary>
    public IReadOnlyList<string> Texts(string name, int countMax, Func<string, string?> faultOf, bool isRequired = false)
    {
        var texts = new List<string>();
        foreach (var (index, element) in Elements(name, countMax, isRequired).Index())
        {
            var at = $"{name}/{index}";
            if (element.ValueKind != JsonValueKind.String) Fault(at, "type", "It must be text.");
            else if (faultOf(element.GetString()!) is { } message) Fault(at, "malformed", message);
            else if (texts.Contains(element.GetString()!)) Fault(at, "duplicate", $"'{element.GetString()}' stands twice.");
            else texts.Add(element.GetString()!);
        }

        return texts;
    }

    /// <summary>The distinct named values of an array member.</summary>
    public IReadOnlyList<T> Values<T>(string name) where T : struct, Enum
    {
        var texts = Texts(name, Enum.GetValues<T>().Length, text =>
            WireName.TryParse<T>(text, out _) ? null : $"It must be one of: {NamesOf<T>()}.");
        return [.. texts.Select(WireName.Parse<T>)];
    }

    /// <param name="name">The member; a path below it with slashes is taken as it is.</param>
    public void Fault(string name, string code, string message) => _faults.Add(new(_pointer + "/" + name, code, message));

    /// <summary>Everything known was taken: what is left is unknown, and a fault.</summary>
    public void RefuseOthers()
    {
        foreach (var name in _left.Keys) _faults.Add(new(At(name), "unknown_member", $"'{name}' is not a member that is known here."));
    }

    private T? Nothing<T>(string name, string code, string message) where T : class
    {
        Fault(name, code, message);
        return null;
    }

    private static string NamesOf<T>() where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(WireName.Of));
}
