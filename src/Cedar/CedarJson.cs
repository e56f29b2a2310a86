using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentConsole.Cedar.Entities;
using AgentConsole.Cedar.Json;
using AgentConsole.Cedar.Schemas;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar;

/// <summary>Reads and writes Cedar's JSON formats: policies, policy sets, entities, values and contexts.</summary>
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

    /// <summary>Reads a policy or a template.</summary>
    /// <exception cref="CedarException">The JSON is not a policy.</exception>
    public static CedarPolicy ReadPolicy(JsonElement json, string id) => PolicyReader.Read(json, id, JsonPlace.Root);

    /// <exception cref="CedarException">The text is not a policy in JSON.</exception>
    public static CedarPolicy ReadPolicy(string json, string id) => JsonShape.Read(json, root => ReadPolicy(root, id));

    /// <summary>Reads a set: an object with staticPolicies, templates and templateLinks.</summary>
    /// <exception cref="CedarException">The JSON is not a policy set.</exception>
    public static PolicySet ReadPolicySet(JsonElement json) => PolicyReader.ReadSet(json);

    /// <exception cref="CedarException">The text is not a policy set in JSON.</exception>
    public static PolicySet ReadPolicySet(string json) => JsonShape.Read(json, ReadPolicySet);

    /// <exception cref="CedarException">The policy is nested deeper than JSON may be.</exception>
    public static string Write(CedarPolicy policy) => Written(json => PolicyWriter.Write(json, policy));

    /// <exception cref="CedarException">A policy is nested deeper than JSON may be.</exception>
    public static string Write(PolicySet policies) => Written(json => PolicyWriter.WriteSet(json, policies));

    public static string Write(EntityStore entities) => Written(json => ValueWriter.WriteEntities(json, entities));

    public static string Write(CedarValue value) => Written(json => ValueWriter.Write(json, value));

    public static string Write(CedarRecord record) => Written(json => ValueWriter.WriteRecord(json, record));

    private static string Written(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        try
        {
            using var json = new Utf8JsonWriter(bytes, new() { MaxDepth = CedarLimits.JsonDepthMax, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            write(json);
        }
        catch (InvalidOperationException exception)
        {
            throw new CedarException($"The policy is nested more than {CedarLimits.JsonDepthMax} levels deep, as JSON counts.", exception);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
