using System.Text.Json;
using AgentConsole.Cedar.Entities;
using AgentConsole.Cedar.Json;
using AgentConsole.Cedar.Validation;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Schemas;

/// <summary>The entity types and actions that policies, entities and queries are held to; immutable and safe to share.</summary>
public sealed class CedarSchema
{
    private readonly Dictionary<string, EntityTypeDefinition> _entityTypes;
    private readonly Dictionary<EntityUid, ActionDefinition> _actions;

    internal CedarSchema(Dictionary<string, EntityTypeDefinition> entityTypes, Dictionary<EntityUid, ActionDefinition> actions)
    {
        (_entityTypes, _actions) = (entityTypes, actions);
        ActionTypes = actions.Keys.Select(action => action.Type).ToHashSet(StringComparer.Ordinal);
    }

    public IEnumerable<string> EntityTypeNames => _entityTypes.Keys;

    public IEnumerable<EntityUid> Actions => _actions.Keys;

    internal IEnumerable<EntityTypeDefinition> EntityTypes => _entityTypes.Values;

    internal IEnumerable<ActionDefinition> ActionDefinitions => _actions.Values;

    internal HashSet<string> ActionTypes { get; }

    /// <summary>Reads Cedar's own schema syntax.</summary>
    public static SchemaReading Parse(string text)
    {
        try
        {
            return new(Read(text), []);
        }
        catch (CedarException exception)
        {
            return new(null, exception.Faults);
        }
    }

    /// <summary>Reads Cedar's own schema syntax from a text that is known to be right.</summary>
    /// <exception cref="CedarException">The text is no schema.</exception>
    public static CedarSchema Read(string text) => SchemaResolver.Resolve(SchemaParser.Parse(text));

    /// <summary>Reads the JSON format of schemas.</summary>
    /// <exception cref="CedarException">The JSON is no schema.</exception>
    public static CedarSchema ReadJson(JsonElement json) => SchemaResolver.Resolve(SchemaJson.Read(json));

    /// <exception cref="CedarException">The text is no schema.</exception>
    public static CedarSchema ReadJson(string json) => JsonShape.Read(json, ReadJson);

    /// <summary>Checks each policy and template, for every kind of query that it could meet, with Cedar's strict rules.</summary>
    public PolicyCheck Validate(PolicySet policies) => PolicyValidator.Validate(this, policies);

    /// <summary>What in a query is not as declared; empty when nothing is.</summary>
    public IReadOnlyList<CedarFault> ValidateQuery(in CedarQuery query) => QueryValidator.Validate(this, query);

    /// <summary>What in the entities is not as declared; empty when nothing is.</summary>
    public IReadOnlyList<CedarFault> ValidateEntities(EntityStore entities) => EntityValidator.Validate(this, entities);

    internal EntityTypeDefinition? FindEntityType(string name) => _entityTypes.GetValueOrDefault(name);

    internal ActionDefinition? FindAction(EntityUid uid) => _actions.GetValueOrDefault(uid);

    /// <summary>A store of these entities, with the actions as declared here.</summary>
    internal EntityStore WithActions(IEnumerable<CedarEntity> entities) => EntityStore.Of(entities
        .Where(entity => !_actions.ContainsKey(entity.Uid))
        .Concat(_actions.Values.Select(action => new CedarEntity(action.Uid, CedarRecord.Empty, action.Parents))));
}
