namespace AgentConsole.JsonSchema.Compilation;

/// <summary>A schema with an identifier of its own, and the anchors inside it.</summary>
internal sealed class SchemaResource(int id, string uri, SchemaPlace root, Dialect dialect)
{
    private readonly Dictionary<string, SchemaPlace> anchors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SchemaPlace> dynamicAnchors = new(StringComparer.Ordinal);

    public int Id { get; } = id;

    /// <summary>The base that references inside are resolved against.</summary>
    public string Uri { get; } = uri;

    public SchemaPlace Root { get; } = root;

    public Dialect Dialect { get; } = dialect;

    public void AddAnchor(string name, SchemaPlace place, bool isDynamic)
    {
        var isNew = isDynamic ? dynamicAnchors.TryAdd(name, place) : anchors.TryAdd(name, place);
        if (!isNew || (anchors.TryGetValue(name, out var one) && dynamicAnchors.TryGetValue(name, out var other) && one != other))
        {
            throw place.Error(SchemaErrors.DuplicateIdentifier, "Another schema has the same anchor.");
        }
    }

    public SchemaPlace? FindAnchor(string name) => anchors.GetValueOrDefault(name) ?? FindDynamicAnchor(name);

    public SchemaPlace? FindDynamicAnchor(string name) => dynamicAnchors.GetValueOrDefault(name);
}
