using System.Text.Json;
using AgentConsole.Cedar.Json;
using AgentConsole.Cedar.Syntax;

namespace AgentConsole.Cedar.Schemas;

/// <summary>Reads the JSON format of schemas.</summary>
internal static class SchemaJson
{
    /// <exception cref="CedarException">The JSON is no schema.</exception>
    public static IReadOnlyCollection<NamespaceSyntax> Read(JsonElement json)
    {
        var read = new List<NamespaceSyntax>();
        foreach (var (name, value) in JsonShape.Members(json, JsonPlace.Root, "an object of namespaces"))
        {
            var place = JsonPlace.Root.Member(name);
            if (name.Length > 0 && !TypeNames.IsPath(name)) throw place.Fault($"{Words.Of(name)} is not the name of a namespace.");
            read.Add(ReadNamespace(name, value, place));
            if (read.Sum(space => space.EntityTypes.Count + space.CommonTypes.Count + space.Actions.Count) > CedarLimits.DeclarationsMax)
            {
                throw place.Fault($"The schema has more than {CedarLimits.DeclarationsMax} declarations.");
            }
        }

        return read;
    }

    private static NamespaceSyntax ReadNamespace(string name, JsonElement json, JsonPlace place)
    {
        var read = new NamespaceSyntax(name);
        foreach (var (part, value) in JsonShape.Members(json, place, "a namespace with entityTypes and actions"))
        {
            var at = place.Member(part);
            switch (part)
            {
                case "commonTypes":
                    foreach (var (local, type) in Named(value, at)) read.AddCommonType(local, ReadType(type, at.Member(local)));
                    break;
                case "entityTypes":
                    foreach (var (local, entity) in Named(value, at)) read.AddEntityType(local, ReadEntity(entity, at.Member(local)));
                    break;
                case "actions":
                    foreach (var (id, action) in JsonShape.Members(value, at, "an object of actions")) read.AddAction(id, ReadAction(action, at.Member(id)));
                    break;
                case "annotations":
                    break;
                default:
                    throw at.Fault($"Found {Words.Of(part)}; expected commonTypes, entityTypes, actions or annotations.");
            }
        }

        return read;
    }

    private static List<(string Name, JsonElement Value)> Named(JsonElement json, JsonPlace place)
    {
        var members = JsonShape.Members(json, place, "an object of declarations");
        if (members.Find(member => !TypeNames.IsFreeWord(member.Name)) is { Name: { } bad }) throw place.Fault($"{Words.Of(bad)} is not the name of a type.");
        return members;
    }

    private static EntitySyntax ReadEntity(JsonElement json, JsonPlace place)
    {
        List<TypeSyntax.Named> parents = [];
        TypeSyntax? shape = null, tags = null;
        IReadOnlyList<string>? ids = null;
        foreach (var (part, value) in JsonShape.Members(json, place, "an entity type"))
        {
            var at = place.Member(part);
            switch (part)
            {
                case "memberOfTypes": parents = ReadNames(value, at); break;
                case "shape": shape = ReadType(value, at); break;
                case "tags": tags = ReadType(value, at); break;
                case "enum": ids = [.. JsonShape.Elements(value, at, "an array of ids").Select((id, index) => JsonShape.Text(id, at.Element(index), "an id"))]; break;
                case "annotations": break;
                default: throw at.Fault($"Found {Words.Of(part)}; expected memberOfTypes, shape, tags, enum or annotations.");
            }
        }

        if (ids is not null && (ids.Count == 0 || parents.Count > 0 || shape is not null || tags is not null)) throw place.Fault("An enumerated entity type has at least one id, and nothing else.");
        return new(new(SourceSpan.None, place), parents, shape, tags, ids);
    }

    private static ActionSyntax ReadAction(JsonElement json, JsonPlace place)
    {
        List<ActionReference> parents = [];
        List<TypeSyntax.Named> principals = [], resources = [];
        TypeSyntax? context = null;
        foreach (var (part, value) in JsonShape.Members(json, place, "an action"))
        {
            var at = place.Member(part);
            switch (part)
            {
                case "memberOf":
                    parents = [.. JsonShape.Elements(value, at, "an array of actions").Select((action, index) => ReadReference(action, at.Element(index)))];
                    break;
                case "appliesTo":
                    (principals, resources, context) = ReadAppliesTo(value, at);
                    break;
                case "attributes" when JsonShape.Members(value, at, "an object").Count == 0:
                case "annotations":
                    break;
                default:
                    throw at.Fault($"Found {Words.Of(part)}; expected memberOf, appliesTo or annotations.");
            }
        }

        return new(new(SourceSpan.None, place), parents, principals, resources, context);
    }

    private static (List<TypeSyntax.Named> Principals, List<TypeSyntax.Named> Resources, TypeSyntax? Context) ReadAppliesTo(JsonElement json, JsonPlace place)
    {
        List<TypeSyntax.Named>? principals = null, resources = null;
        TypeSyntax? context = null;
        foreach (var (part, value) in JsonShape.Members(json, place, "an object with principalTypes and resourceTypes"))
        {
            var at = place.Member(part);
            if (part == "principalTypes") principals = ReadNames(value, at);
            else if (part == "resourceTypes") resources = ReadNames(value, at);
            else if (part == "context") context = ReadType(value, at);
            else throw at.Fault($"Found {Words.Of(part)}; expected principalTypes, resourceTypes or context.");
        }

        return principals is null || resources is null ? throw place.Fault("The action lacks its principalTypes or its resourceTypes.") : (principals, resources, context);
    }

    private static ActionReference ReadReference(JsonElement json, JsonPlace place)
    {
        string? id = null, type = null;
        foreach (var (part, value) in JsonShape.Members(json, place, "an action with its id"))
        {
            if (part == "id") id = JsonShape.Text(value, place.Member(part), "an id");
            else if (part == "type") type = JsonShape.Text(value, place.Member(part), "a type");
            else throw place.Fault($"Found {Words.Of(part)}; expected id or type.");
        }

        return new(new(SourceSpan.None, place), type, id ?? throw place.Fault("The action lacks its id."));
    }

    private static List<TypeSyntax.Named> ReadNames(JsonElement json, JsonPlace place) =>
        [.. JsonShape.Elements(json, place, "an array of entity types").Select((name, index) => ReadName(name, place.Element(index), NameKind.Entity))];

    private static TypeSyntax.Named ReadName(JsonElement json, JsonPlace place, NameKind wanted)
    {
        var name = JsonShape.Text(json, place, "the name of a type");
        var plain = name.StartsWith("__cedar::", StringComparison.Ordinal) ? name["__cedar::".Length..] : name;
        return TypeNames.IsPath(plain) ? new(new(SourceSpan.None, place), name, wanted) : throw place.Fault($"{Words.Of(name)} is not the name of a type.");
    }

    private static TypeSyntax ReadType(JsonElement json, JsonPlace place)
    {
        if (place.Depth > CedarLimits.NestingMax) throw place.Fault($"The type is nested more than {CedarLimits.NestingMax} levels deep.");
        var at = new SchemaPosition(SourceSpan.None, place);
        JsonElement element = default, attributes = default, name = default, type = default;
        foreach (var (part, value) in JsonShape.Members(json, place, "a type"))
        {
            switch (part)
            {
                case "type": type = value; break;
                case "element": element = value; break;
                case "attributes": attributes = value; break;
                case "name": name = value; break;
                case "additionalAttributes" when value.ValueKind == JsonValueKind.False: break;
                case "required" or "annotations": break;
                default: throw place.Fault($"Found {Words.Of(part)}; expected type, element, attributes, name or required.");
            }
        }

        var kind = JsonShape.Text(type, place.Member("type"), "the name of a type");
        switch (kind)
        {
            case "Long" or "String" or "Boolean" or "Bool":
                return new TypeSyntax.BuiltIn(at, SchemaType.BuiltIn(kind)!);
            case "Set":
                return new TypeSyntax.SetOf(at, ReadType(element, place.Member("element")));
            case "Record":
                return new TypeSyntax.RecordOf(at, ReadAttributes(attributes, place.Member("attributes")));
            case "Entity":
                return ReadName(name, place.Member("name"), NameKind.Entity);
            case "EntityOrCommon":
                return ReadName(name, place.Member("name"), NameKind.EntityOrCommon);
            case "Extension":
                var extension = JsonShape.Text(name, place.Member("name"), "the name of an extension type");
                return SchemaType.BuiltIn(extension) is SchemaType.ExtensionType known
                    ? new TypeSyntax.BuiltIn(at, known)
                    : throw place.Fault($"{Words.Of(extension)} is not an extension type of Cedar.");
            default:
                return ReadName(type, place.Member("type"), NameKind.Common);
        }
    }

    private static List<AttributeSyntax> ReadAttributes(JsonElement json, JsonPlace place)
    {
        var read = new List<AttributeSyntax>();
        foreach (var (name, value) in JsonShape.Members(json, place, "an object of attributes"))
        {
            var at = place.Member(name);
            var type = ReadType(value, at);
            read.Add(new(name, type, !value.TryGetProperty("required", out var required) || JsonShape.Flag(required, at.Member("required"))));
        }

        return read;
    }
}
