using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Entities;

/// <summary>The entities that policies may look at, each with all its ancestors; immutable and safe to share.</summary>
public sealed class EntityStore
{
    private readonly Dictionary<EntityUid, StoredEntity> _entities;

    private EntityStore(Dictionary<EntityUid, StoredEntity> entities) => _entities = entities;

    public static EntityStore Empty { get; } = new([]);

    public int Count => _entities.Count;

    public IEnumerable<CedarEntity> Entities => _entities.Values.Select(stored => stored.Entity);

    /// <exception cref="CedarException">An entity occurs twice, is its own ancestor, or there is too much.</exception>
    public static EntityStore Of(params IEnumerable<CedarEntity> entities)
    {
        var stored = new Dictionary<EntityUid, StoredEntity>();
        foreach (var entity in entities)
        {
            if (!stored.TryAdd(entity.Uid, new(entity))) throw new CedarException($"The entity {Syntax.Words.Of(entity.Uid.ToString())} occurs twice.");
            if (stored.Count > CedarLimits.EntitiesMax) throw new CedarException($"A store has at most {CedarLimits.EntitiesMax} entities.");
        }

        AncestorSearch.Fill(stored);
        return new(stored);
    }

    public CedarEntity? Find(EntityUid uid) => _entities.TryGetValue(uid, out var stored) ? stored.Entity : null;

    /// <summary>Whether one entity is another or lies in it, over however many levels.</summary>
    public bool IsIn(EntityUid entity, EntityUid ancestor) =>
        entity.Equals(ancestor) || (_entities.TryGetValue(entity, out var stored) && stored.Ancestors.Contains(ancestor));

    internal StoredEntity? Stored(EntityUid uid) => _entities.GetValueOrDefault(uid);
}
