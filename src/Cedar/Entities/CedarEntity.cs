using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Entities;

/// <summary>What is known of one entity: attributes, tags, and the entities that it is in.</summary>
public sealed class CedarEntity(EntityUid uid, CedarRecord attributes, IReadOnlyList<EntityUid> parents, CedarRecord tags)
{
    public CedarEntity(EntityUid uid) : this(uid, CedarRecord.Empty, [], CedarRecord.Empty) { }

    public CedarEntity(EntityUid uid, CedarRecord attributes, params IReadOnlyList<EntityUid> parents) : this(uid, attributes, parents, CedarRecord.Empty) { }

    public EntityUid Uid => uid;

    public CedarRecord Attributes => attributes;

    public IReadOnlyList<EntityUid> Parents => parents;

    public CedarRecord Tags => tags;
}
