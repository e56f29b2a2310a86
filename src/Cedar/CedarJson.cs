using System.Text.Json;
using AgentConsole.Cedar.Entities;
using AgentConsole.Cedar.Json;
using AgentConsole.Cedar.Schemas;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar;

/// <summary>Reads Cedar's JSON formats: entities, values and contexts.</summary>
public static class CedarJson
{
    /// <summary>Reads entities. With a schema, entities and extension values need no marks, and the schema's actions are added.</summary>
    /// <exception cref="CedarException">The JSON is malformed, or not entities.</exception>
    public static EntityStore ReadEntities(JsonElement json, CedarSchema? schema = null) => EntityReader.Read(json, schema);

    /// <exception cref="CedarException">The JSON is malformed, or not entities.</exception>
    public static EntityStore ReadEntities(string json, CedarSchema? schema = null) => JsonShape.Read(json, root => ReadEntities(root, schema));

    /// <summary>Reads one value, with <c>__entity</c> and <c>__extn</c> as marks.</summary>
    /// <exception cref="CedarException">The JSON holds what Cedar does not have: null, fractions, other numbers than of 64 bits.</exception>
    public static CedarValue ReadValue(JsonElement json) => ValueReader.Read(json, null, JsonPlace.Root);

    /// <summary>Reads the context of a query. With a schema, what the action expects needs no marks.</summary>
    /// <exception cref="CedarException">The JSON is not a record of Cedar values.</exception>
    public static CedarRecord ReadContext(JsonElement json, CedarSchema? schema = null, EntityUid? action = null)
    {
        var expected = action is null ? null : schema?.FindAction(action)?.Context;
        return ValueReader.ReadRecord(json, name => expected?.Attributes.GetValueOrDefault(name)?.Type, JsonPlace.Root);
    }

    /// <summary>Reads an entity's name, with or without the mark <c>__entity</c>.</summary>
    /// <exception cref="CedarException">The JSON is not an entity's name.</exception>
    public static EntityUid ReadUid(JsonElement json) => ValueReader.ReadUid(json, JsonPlace.Root);
}
