using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Schemas;

/// <summary>An action of a schema and what it applies to.</summary>
internal sealed class ActionDefinition(EntityUid uid, IReadOnlyList<EntityUid> parents, IReadOnlyList<string> principals, IReadOnlyList<string> resources, SchemaType.RecordType context)
{
    public EntityUid Uid => uid;

    public IReadOnlyList<EntityUid> Parents => parents;

    public IReadOnlyList<string> Principals => principals;

    public IReadOnlyList<string> Resources => resources;

    public SchemaType.RecordType Context => context;

    /// <summary>The actions that this one is in, over however many levels.</summary>
    public HashSet<EntityUid> Ancestors { get; } = [];

    /// <summary>The actions that are in this one.</summary>
    public HashSet<EntityUid> Descendants { get; } = [];

    public SchemaType.EntityType Type { get; } = new(uid.Type);
}
