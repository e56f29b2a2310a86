using System.Text.Json;

namespace AgentConsole.Domain.Tools;

/// <summary>
/// What types a tool's input schema lets its arguments have, so far as they decide how a value is read: whether a number is whole by
/// contract, what members and elements there are. Conditions that pick between schemas are not followed; their types are united.
/// </summary>
public sealed class ArgumentShape
{
    private const int NodesMax = 20_000;
    private const int DepthMax = 32;
    private static readonly string[] Branches = ["allOf", "anyOf", "oneOf"];
    private static readonly string[] Further = ["then", "else"];

    private readonly Dictionary<string, ArgumentShape> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _required = new(StringComparer.Ordinal);
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);

    private ArgumentShape() { }

    /// <summary>Nothing is said: any value.</summary>
    public static ArgumentShape Untyped { get; } = new();

    /// <summary>The names of JSON Schema's types, <c>null</c> left out; none where the schema does not say.</summary>
    public IReadOnlySet<string> Types => _types;

    public IReadOnlyDictionary<string, ArgumentShape> Members => _members;

    public ArgumentShape? Elements { get; private set; }

    /// <summary>For members that the schema does not name.</summary>
    public ArgumentShape? OtherMembers { get; private set; }

    /// <summary>The value may be null, which is the same as leaving it out.</summary>
    public bool MayBeNull { get; private set; }

    public bool IsRequired(string member) => _required.Contains(member);

    public ArgumentShape MemberOf(string name) => _members.GetValueOrDefault(name) ?? OtherMembers ?? Untyped;

    /// <summary>The shape of an input schema that compiles.</summary>
    public static ArgumentShape Of(JsonElement schema) => new Reading(schema).Root();

    private sealed class Reading(JsonElement root)
    {
        // A reference is read once, so that a schema that contains itself is a shape that does.
        private readonly Dictionary<string, ArgumentShape> _byReference = new(StringComparer.Ordinal);
        private int _nodes;
        private int _depth;

        public ArgumentShape Root()
        {
            var shape = new ArgumentShape();
            Read(root, shape, isAlways: true);
            return shape;
        }

        private ArgumentShape Read(JsonElement schema)
        {
            if (schema.ValueKind == JsonValueKind.Object && schema.EnumerateObject().Count() == 1 && ReferenceOf(schema) is { } reference) return Referred(reference);
            var shape = new ArgumentShape();
            Read(schema, shape, isAlways: true);
            return shape;
        }

        private ArgumentShape Referred(string reference)
        {
            if (_byReference.TryGetValue(reference, out var known)) return known;
            if (reference == "#" || JsonPointer.Find(root, reference[1..]) is not { } target) return Untyped;
            var shape = _byReference[reference] = new ArgumentShape();
            Read(target, shape, isAlways: true);
            return shape;
        }

        private void Read(JsonElement schema, ArgumentShape shape, bool isAlways)
        {
            if (schema.ValueKind != JsonValueKind.Object || _depth >= DepthMax || ++_nodes > NodesMax) return;
            _depth++;
            ReadTypes(schema, shape);
            ReadParts(schema, shape, isAlways);
            ReadBranches(schema, shape, isAlways);
            _depth--;
        }

        private void ReadParts(JsonElement schema, ArgumentShape shape, bool isAlways)
        {
            if (schema.TryGetProperty("properties", out var members) && members.ValueKind == JsonValueKind.Object)
                foreach (var member in members.EnumerateObject()) Unite(shape, member.Name, Read(member.Value));
            if (isAlways && schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array)
                foreach (var name in required.EnumerateArray()) if (name.ValueKind == JsonValueKind.String) shape._required.Add(name.GetString()!);
            if (schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object)
                shape.OtherMembers = United(shape.OtherMembers, Read(others));
            if (schema.TryGetProperty("patternProperties", out var patterns) && patterns.ValueKind == JsonValueKind.Object)
                foreach (var pattern in patterns.EnumerateObject()) shape.OtherMembers = United(shape.OtherMembers, Read(pattern.Value));
            if (schema.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Object) shape.Elements = United(shape.Elements, Read(items));
            if (schema.TryGetProperty("prefixItems", out var first) && first.ValueKind == JsonValueKind.Array)
                foreach (var element in first.EnumerateArray()) shape.Elements = United(shape.Elements, Read(element));
        }

        private void ReadBranches(JsonElement schema, ArgumentShape shape, bool isAlways)
        {
            if (ReferenceOf(schema) is { } reference && JsonPointer.Find(root, reference[1..]) is { } target) Read(target, shape, isAlways);
            foreach (var word in Branches)
            {
                if (!schema.TryGetProperty(word, out var branches) || branches.ValueKind != JsonValueKind.Array) continue;
                foreach (var branch in branches.EnumerateArray()) Read(branch, shape, isAlways && word == "allOf");
            }

            foreach (var word in Further)
                if (schema.TryGetProperty(word, out var branch)) Read(branch, shape, isAlways: false);
        }

        private static void ReadTypes(JsonElement schema, ArgumentShape shape)
        {
            if (schema.TryGetProperty("type", out var type))
            {
                if (type.ValueKind == JsonValueKind.String) Add(shape, type.GetString()!);
                if (type.ValueKind == JsonValueKind.Array)
                    foreach (var one in type.EnumerateArray()) if (one.ValueKind == JsonValueKind.String) Add(shape, one.GetString()!);
                return;
            }

            // Without a type, the values that are allowed say it; a number among them may be anything that equals it.
            if (schema.TryGetProperty("const", out var only)) Add(shape, NameOf(only));
            if (schema.TryGetProperty("enum", out var values) && values.ValueKind == JsonValueKind.Array)
                foreach (var value in values.EnumerateArray()) Add(shape, NameOf(value));
        }

        private static void Add(ArgumentShape shape, string? type)
        {
            if (type is null or "null") shape.MayBeNull = true;
            else shape._types.Add(type);
        }

        private static string? NameOf(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Number => "number",
            JsonValueKind.Array => "array",
            JsonValueKind.Object => "object",
            _ => null,
        };

        private void Unite(ArgumentShape shape, string name, ArgumentShape member) =>
            shape._members[name] = United(shape._members.GetValueOrDefault(name), member);

        private ArgumentShape United(ArgumentShape? one, ArgumentShape other, int depth = 0)
        {
            // Two schemas that contain each other unite without end; what is beyond the bound keeps one of the two types.
            if (one is null || ReferenceEquals(one, other) || depth > DepthMax || ++_nodes > NodesMax) return other;
            var both = new ArgumentShape { Elements = one.Elements ?? other.Elements, OtherMembers = one.OtherMembers ?? other.OtherMembers, MayBeNull = one.MayBeNull || other.MayBeNull };
            both._types.UnionWith(one._types);
            both._types.UnionWith(other._types);
            foreach (var (name, member) in one._members.Concat(other._members)) both._members[name] = United(both._members.GetValueOrDefault(name), member, depth + 1);
            both._required.UnionWith(one._required);
            both._required.IntersectWith(other._required);
            return both;
        }

        private static string? ReferenceOf(JsonElement schema) =>
            schema.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String && reference.GetString() is { Length: > 0 } text && text[0] == '#' ? text : null;
    }
}
