using System.Text.Json;
using AgentConsole.Cedar.Entities;
using AgentConsole.Cedar.Schemas;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Json;

/// <summary>Reads entities from JSON: an array of objects with uid, attrs, parents and tags.</summary>
internal static class EntityReader
{
    public static EntityStore Read(JsonElement json, CedarSchema? schema)
    {
        var read = new List<CedarEntity>();
        foreach (var element in JsonShape.Elements(json, JsonPlace.Root, "an array of entities"))
        {
            if (read.Count == CedarLimits.EntitiesMax) throw new CedarException($"A store has at most {CedarLimits.EntitiesMax} entities.");
            read.Add(ReadEntity(element, schema, JsonPlace.Root.Element(read.Count)));
        }

        return schema is null ? EntityStore.Of(read) : schema.WithActions(read);
    }

    private static CedarEntity ReadEntity(JsonElement json, CedarSchema? schema, JsonPlace place)
    {
        JsonElement uid = default, attributes = default, parents = default, tags = default;
        foreach (var (name, value) in JsonShape.Members(json, place, "an entity with uid, attrs and parents"))
        {
            if (name == "uid") uid = value;
            else if (name == "attrs") attributes = value;
            else if (name == "parents") parents = value;
            else if (name == "tags") tags = value;
            else throw place.Fault($"Found {Syntax.Words.Of(name)}; expected uid, attrs, parents or tags.");
        }

        if (uid.ValueKind == JsonValueKind.Undefined) throw place.Fault("The entity lacks its uid.");
        var named = ValueReader.ReadUid(uid, place.Member("uid"));
        var type = schema?.FindEntityType(named.Type);
        return new(
            named,
            attributes.ValueKind == JsonValueKind.Undefined
                ? CedarRecord.Empty
                : ValueReader.ReadRecord(attributes, name => type?.Attributes.Attributes.GetValueOrDefault(name)?.Type, place.Member("attrs")),
            parents.ValueKind == JsonValueKind.Undefined
                ? []
                : [.. JsonShape.Elements(parents, place.Member("parents"), "an array of entities").Select((parent, at) => ValueReader.ReadUid(parent, place.Member("parents").Element(at)))],
            tags.ValueKind == JsonValueKind.Undefined ? CedarRecord.Empty : ValueReader.ReadRecord(tags, _ => type?.Tags, place.Member("tags")));
    }
}
