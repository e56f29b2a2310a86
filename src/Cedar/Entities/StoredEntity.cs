using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Entities;

/// <summary>An entity of a store and everything that it is in.</summary>
internal sealed class StoredEntity(CedarEntity entity)
{
    private static readonly HashSet<EntityUid> _none = [];

    public CedarEntity Entity => entity;

    /// <summary>All ancestors, without the entity itself.</summary>
    public HashSet<EntityUid> Ancestors { get; set; } = _none;
}
