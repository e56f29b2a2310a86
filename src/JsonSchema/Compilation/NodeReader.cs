using System.Text.Json;
using AgentConsole.JsonSchema.Evaluation;
using AgentConsole.JsonSchema.Patterns;
using AgentConsole.JsonSchema.Values;

namespace AgentConsole.JsonSchema.Compilation;

/// <summary>Reads the keywords of one schema for those who make rules of them, and refuses values of the wrong shape.</summary>
internal sealed class NodeReader
{
    private readonly SchemaPlace place;
    private readonly SchemaCompiler compiler;
    private readonly Dictionary<string, JsonElement> members;

    public NodeReader(SchemaPlace place, SchemaNode node, SchemaCompiler compiler)
    {
        (this.place, Node, this.compiler) = (place, node, compiler);
        members = place.Element.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
    }

    public SchemaNode Node { get; }

    public NodeRules Rules { get; } = new();

    public InstanceKinds Types { get; set; } = InstanceKinds.All;

    public SchemaResource Resource => place.Resource!;

    public Dialect Dialect => Resource.Dialect;

    public SchemaCompiler Compiler => compiler;

    public bool TryGet(string keyword, out JsonElement value) => members.TryGetValue(keyword, out value);

    public SchemaException Malformed(string keyword, string message) => At(keyword).Error(SchemaErrors.Malformed, $"{keyword} {message}");

    public SchemaException Error(string keyword, string code, string message) => At(keyword).Error(code, message);

    public string? Text(string keyword)
    {
        if (!TryGet(keyword, out var value)) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Malformed(keyword, "must be text.");
    }

    /// <summary>A whole number that is not negative; what is beyond all counting is the largest there is.</summary>
    public long? Count(string keyword)
    {
        if (Number(keyword) is not { } number) return null;
        return number.ToCount() ?? throw Malformed(keyword, "must be a whole number and not negative.");
    }

    public NumberValue? Number(string keyword)
    {
        if (!TryGet(keyword, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Number) throw Malformed(keyword, "must be a number.");
        return NumberValue.TryRead(value, out var number) ? number : throw Malformed(keyword, "is a number too long to be evaluated.");
    }

    public JsonElement[]? List(string keyword)
    {
        if (!TryGet(keyword, out var value)) return null;
        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : throw Malformed(keyword, "must be an array.");
    }

    /// <summary>Member names in an array, each once.</summary>
    public string[]? Names(string keyword) => TryGet(keyword, out var value) ? NamesIn(keyword, value) : null;

    public string[] NamesIn(string keyword, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(name => name.ValueKind != JsonValueKind.String))
        {
            throw Malformed(keyword, "must be an array of names.");
        }

        string[] names = [.. value.EnumerateArray().Select(name => name.GetString()!)];
        return names.Distinct(StringComparer.Ordinal).Count() == names.Length ? names : throw Malformed(keyword, "names a member twice.");
    }

    public IEnumerable<JsonProperty> Map(string keyword)
    {
        if (!TryGet(keyword, out var value)) return [];
        return value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : throw Malformed(keyword, "must be an object.");
    }

    public SchemaNode? Schema(string keyword) => TryGet(keyword, out var value) ? compiler.NodeAt(place.Child(keyword, value)) : null;

    public SchemaNode[]? Schemas(string keyword)
    {
        if (List(keyword) is not { } elements) return null;
        if (elements.Length == 0) throw Malformed(keyword, "must not be empty.");
        var holder = At(keyword);
        return [.. elements.Select((element, index) => compiler.NodeAt(holder.Child(index, element)))];
    }

    public SchemaNode SchemaIn(string keyword, JsonProperty member) => compiler.NodeAt(At(keyword).Child(member.Name, member.Value));

    /// <summary>The schema that a reference names.</summary>
    public SchemaNode Referred(string keyword, string reference)
    {
        if (reference.Length > SchemaLimits.ReferenceLengthMax) throw Malformed(keyword, "is too long.");
        var found = compiler.Library.Find(Resource, reference);
        return found is null
            ? throw Error(keyword, SchemaErrors.UnknownReference, $"{keyword} names {Cut.Quote(reference)}, which is not known here.")
            : compiler.NodeAt(found);
    }

    public Pattern Pattern(string keyword, string source)
    {
        try
        {
            return compiler.PatternOf(source) ?? throw Error(keyword, SchemaErrors.TooLarge, $"More than {SchemaLimits.PatternsMax} patterns are used.");
        }
        catch (FormatException problem)
        {
            throw Error(keyword, SchemaErrors.BadPattern, $"The pattern {Cut.Quote(source)} cannot be used: {problem.Message}");
        }
    }

    private SchemaPlace At(string keyword) => place.Child(keyword, members[keyword]);
}
