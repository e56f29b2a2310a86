namespace AgentConsole.Cedar.Schemas;

/// <summary>An entity type of a schema.</summary>
internal sealed class EntityTypeDefinition(string name, SchemaType.RecordType attributes, SchemaType? tags, IReadOnlyList<string>? ids)
{
    public string Name => name;

    public SchemaType.RecordType Attributes => attributes;

    /// <summary>The type of the tags' values, or null where there are no tags.</summary>
    public SchemaType? Tags => tags;

    /// <summary>The only ids that there are, or null where any id may be.</summary>
    public IReadOnlyList<string>? Ids => ids;

    /// <summary>The types that an entity of this type may be in, over however many levels.</summary>
    public HashSet<string> Ancestors { get; init; } = [];

    /// <summary>The types whose entities may be in an entity of this type.</summary>
    public HashSet<string> Descendants { get; } = new(StringComparer.Ordinal);

    public SchemaType.EntityType Type { get; } = new(name);
}
