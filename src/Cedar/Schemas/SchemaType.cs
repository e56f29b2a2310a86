using AgentConsole.Cedar.Extensions;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Schemas;

/// <summary>A type of a schema, with all names replaced; also what the checker finds out about an expression.</summary>
internal abstract class SchemaType
{
    private const int Saturated = CedarLimits.TypePartsMax + 1;

    private SchemaType(int depth, int parts) => (Depth, Parts) = (depth, Math.Min(parts, Saturated));

    public static SchemaType Long { get; } = new PlainType("Long");

    public static SchemaType String { get; } = new PlainType("String");

    public static SchemaType Bool { get; } = new BoolType(null);

    public static SchemaType True { get; } = new BoolType(true);

    public static SchemaType False { get; } = new BoolType(false);

    /// <summary>The type of what can never be, such as an element of the empty set.</summary>
    public static SchemaType Never { get; } = new PlainType("Never");

    public static SchemaType AnyEntity { get; } = new EntityType(null);

    public static SchemaType AnySet { get; } = new SetType(null);

    /// <summary>Levels of the type.</summary>
    public int Depth { get; }

    /// <summary>How often a walk over the type meets a type; never more than a little above the limit.</summary>
    public int Parts { get; }

    public static SchemaType Extension(CedarKind kind) => ExtensionType.Of(kind);

    public static SchemaType BoolOf(bool value) => value ? True : False;

    /// <summary>The built-in type of this name, if there is one.</summary>
    public static SchemaType? BuiltIn(string name) => name switch
    {
        "Long" => Long,
        "String" => String,
        "Bool" or "Boolean" => Bool,
        "decimal" => Extension(CedarKind.Decimal),
        "ipaddr" => Extension(CedarKind.IpAddress),
        "datetime" => Extension(CedarKind.DateTime),
        "duration" => Extension(CedarKind.Duration),
        _ => null,
    };

    internal sealed class PlainType(string name) : SchemaType(1, 1)
    {
        public override string ToString() => name;
    }

    internal sealed class BoolType(bool? only) : SchemaType(1, 1)
    {
        public bool? Only => only;

        public override string ToString() => only is null ? "Bool" : only == true ? "True" : "False";
    }

    internal sealed class ExtensionType : SchemaType
    {
        private static readonly ExtensionType[] _all = [new(CedarKind.Decimal), new(CedarKind.IpAddress), new(CedarKind.DateTime), new(CedarKind.Duration)];

        private ExtensionType(CedarKind kind) : base(1, 1) => Kind = kind;

        public CedarKind Kind { get; }

        public static ExtensionType Of(CedarKind kind) => Array.Find(_all, type => type.Kind == kind)!;

        public override string ToString() => ExtensionFunction.NameOf(Kind);
    }

    internal sealed class EntityType(string? name) : SchemaType(1, 1)
    {
        /// <summary>Null for an entity of whatever type.</summary>
        public string? Name => name;

        public override string ToString() => name ?? "an entity";
    }

    internal sealed class SetType(SchemaType? element) : SchemaType((element?.Depth ?? 0) + 1, (element?.Parts ?? 0) + 1)
    {
        /// <summary>Null for a set of whatever.</summary>
        public SchemaType? Element => element;

        public override string ToString() => element is null ? "a set" : $"Set<{element}>";
    }

    internal sealed class RecordType : SchemaType
    {
        private RecordType(SortedDictionary<string, SchemaAttribute> attributes)
            : base(
                attributes.Count == 0 ? 1 : attributes.Values.Max(attribute => attribute.Type.Depth) + 1,
                attributes.Count == 0 ? 1 : (int)Math.Min(attributes.Values.Sum(attribute => (long)attribute.Type.Parts) + 1, Saturated)) => Attributes = attributes;

        public static RecordType Empty { get; } = Of([]);

        public SortedDictionary<string, SchemaAttribute> Attributes { get; }

        public static RecordType Of(IEnumerable<KeyValuePair<string, SchemaAttribute>> attributes)
        {
            var sorted = new SortedDictionary<string, SchemaAttribute>(StringComparer.Ordinal);
            foreach (var (name, attribute) in attributes) sorted.Add(name, attribute);
            return new(sorted);
        }

        public override string ToString() => Attributes.Count > 8
            ? "a record"
            : $"{{{string.Join(", ", Attributes.Select(pair => $"{Syntax.ExpressionPrinter.Name(pair.Key)}{(pair.Value.IsRequired ? "" : "?")}: {pair.Value.Type}"))}}}";
    }
}
