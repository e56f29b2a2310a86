using System.Text.Json;
using AgentConsole.Cedar.Extensions;
using AgentConsole.Cedar.Schemas;
using AgentConsole.Cedar.Syntax;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Json;

/// <summary>
/// Reads Cedar values from JSON. Entities and values of extension types are marked by <c>__entity</c> and <c>__extn</c>; where a
/// schema says what is expected, they may be written without the mark.
/// </summary>
internal static class ValueReader
{
    public static CedarValue Read(JsonElement json, SchemaType? expected, JsonPlace place, int depth = 0)
    {
        if (depth > CedarLimits.ValueDepthMax) throw place.Fault($"The value is more than {CedarLimits.ValueDepthMax} levels deep.");
        if (expected is SchemaType.EntityType) return CedarValue.Entity(ReadUid(json, place));
        if (expected is SchemaType.ExtensionType extension && ReadImplicit(json, extension.Kind, place, depth) is { } value) return value;
        switch (json.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return CedarValue.Bool(json.GetBoolean());
            case JsonValueKind.Number:
                return json.TryGetInt64(out var number) ? CedarValue.Long(number) : throw place.Fault("The number is not a whole number of 64 bits; Cedar has no other.");
            case JsonValueKind.String:
                return CedarValue.String(JsonShape.Text(json, place, "a text"));
            case JsonValueKind.Array:
                return ReadSet(json, (expected as SchemaType.SetType)?.Element, place, depth);
            case JsonValueKind.Object:
                return ReadObject(json, expected as SchemaType.RecordType, place, depth);
            default:
                throw place.Fault($"Found {JsonShape.NameOf(json)}; expected a Cedar value.");
        }
    }

    /// <summary>Reads a record whose members stand in the object itself, marks or not.</summary>
    public static CedarRecord ReadRecord(JsonElement json, Func<string, SchemaType?> typeOf, JsonPlace place, int depth = 0)
    {
        var members = JsonShape.Members(json, place, "an object of attributes");
        if (members.Count > CedarLimits.ElementsMax) throw place.Fault($"A record has at most {CedarLimits.ElementsMax} members.");
        return CedarRecord.Of(members.ConvertAll(member => KeyValuePair.Create(member.Name, Read(member.Value, typeOf(member.Name), place.Member(member.Name), depth + 1))));
    }

    /// <summary>Reads an entity's name, with or without its mark.</summary>
    public static EntityUid ReadUid(JsonElement json, JsonPlace place)
    {
        const string Expected = "an entity, such as {\"type\": \"User\", \"id\": \"alice\"}";
        var members = JsonShape.Members(json, place, Expected);
        if (members is [("__entity", var inner)])
        {
            place = place.Member("__entity");
            members = JsonShape.Members(inner, place, Expected);
        }

        string? type = null, id = null;
        foreach (var (name, value) in members)
        {
            if (name == "type") type = JsonShape.Text(value, place.Member(name), "the name of an entity type");
            else if (name == "id") id = JsonShape.Text(value, place.Member(name), "the entity's id");
            else throw place.Fault($"Found {Words.Of(name)}; expected {Expected}.");
        }

        if (type is null || id is null) throw place.Fault($"The entity lacks its type or its id; expected {Expected}.");
        return TypeNames.IsPath(type) ? new EntityUid(type, id, isKnownGood: true) : throw place.Member("type").Fault($"{Words.Of(type)} is not the name of an entity type.");
    }

    private static CedarValue ReadSet(JsonElement json, SchemaType? element, JsonPlace place, int depth)
    {
        if (json.GetArrayLength() > CedarLimits.ElementsMax) throw place.Fault($"A set has at most {CedarLimits.ElementsMax} elements.");
        var elements = new CedarValue[json.GetArrayLength()];
        var at = 0;
        foreach (var one in json.EnumerateArray())
        {
            elements[at] = Read(one, element, place.Element(at), depth + 1);
            at++;
        }

        return CedarValue.Set(CedarSet.Of(elements.AsSpan()));
    }

    private static CedarValue ReadObject(JsonElement json, SchemaType.RecordType? expected, JsonPlace place, int depth)
    {
        if (json.GetPropertyCount() == 1)
        {
            var (name, value) = JsonShape.Members(json, place, "an object")[0];
            if (name == "__entity") return CedarValue.Entity(ReadUid(json, place));
            if (name == "__extn") return ReadCall(value, place.Member(name), depth);
            if (name == "__expr") throw place.Fault("Expressions in data are not read; expected `__entity` or `__extn`.");
        }

        return CedarValue.Record(ReadRecord(json, name => expected?.Attributes.GetValueOrDefault(name)?.Type, place, depth));
    }

    private static CedarValue? ReadImplicit(JsonElement json, CedarKind kind, JsonPlace place, int depth)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            var constructor = ExtensionFunction.All.GetValueOrDefault(kind == CedarKind.IpAddress ? "ip" : ExtensionFunction.NameOf(kind))!;
            return Call(constructor, [CedarValue.String(JsonShape.Text(json, place, "a text"))], place);
        }

        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty("fn", out _) ? ReadCall(json, place, depth) : null;
    }

    private static CedarValue ReadCall(JsonElement json, JsonPlace place, int depth)
    {
        const string Expected = "a call, such as {\"fn\": \"decimal\", \"arg\": \"12.5\"}";
        string? called = null;
        List<CedarValue>? arguments = null;
        foreach (var (name, value) in JsonShape.Members(json, place, Expected))
        {
            if (name == "fn") called = JsonShape.Text(value, place.Member(name), "the name of a function");
            else if (name == "arg" && arguments is null) arguments = [Read(value, null, place.Member(name), depth + 1)];
            else if (name == "args" && arguments is null) arguments = [.. JsonShape.Elements(value, place.Member(name), "an array").Select((argument, at) => Read(argument, null, place.Member("args").Element(at), depth + 1))];
            else throw place.Fault($"Found {Words.Of(name)}; expected {Expected}.");
        }

        if (called is null || arguments is null) throw place.Fault($"The call lacks its function or its argument; expected {Expected}.");
        if (!ExtensionFunction.All.TryGetValue(called, out var function)) throw place.Member("fn").Fault($"{Words.Of(called)} is not a function of Cedar.");
        return Call(function, [.. arguments], place);
    }

    private static CedarValue Call(ExtensionFunction function, CedarValue[] arguments, JsonPlace place) =>
        function.Call(arguments, out var problem) ?? throw place.Fault($"{problem}.");
}
