using System.Text.Json;
using AgentConsole.Cedar.Syntax;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Json;

/// <summary>Reads policies, templates and sets from Cedar's JSON policy format.</summary>
internal static class PolicyReader
{
    public static CedarPolicy Read(JsonElement json, string id, JsonPlace place)
    {
        PolicyEffect? effect = null;
        PolicyScope? principal = null, action = null, resource = null;
        List<Condition> conditions = [];
        List<PolicyAnnotation> annotations = [];
        foreach (var (name, value) in JsonShape.Members(json, place, "a policy"))
        {
            var at = place.Member(name);
            switch (name)
            {
                case "effect": effect = ReadEffect(value, at); break;
                case "principal": principal = ReadScope(value, at, "?principal"); break;
                case "action": action = ReadAction(value, at); break;
                case "resource": resource = ReadScope(value, at, "?resource"); break;
                case "conditions": conditions = [.. JsonShape.Elements(value, at, "an array of conditions").Select((condition, index) => ReadCondition(condition, at.Element(index)))]; break;
                case "annotations": annotations = JsonShape.Members(value, at, "an object of texts").ConvertAll(annotation => ReadAnnotation(annotation.Name, annotation.Value, at)); break;
                default: throw at.Fault($"Found {Words.Of(name)}; expected effect, principal, action, resource, conditions or annotations.");
            }
        }

        if (effect is null || principal is null || action is null || resource is null) throw place.Fault("A policy has effect, principal, action and resource; one of them is missing.");
        return new(id, effect.Value, principal, action, resource, conditions, annotations);
    }

    public static PolicySet ReadSet(JsonElement json)
    {
        List<CedarPolicy> policies = [];
        List<TemplateLink> links = [];
        foreach (var (name, value) in JsonShape.Members(json, JsonPlace.Root, "a policy set"))
        {
            var at = JsonPlace.Root.Member(name);
            switch (name)
            {
                case "staticPolicies" or "templates":
                    foreach (var (id, policy) in JsonShape.Members(value, at, "an object of policies"))
                    {
                        var read = Read(policy, id, at.Member(id));
                        policies.Add(read.IsTemplate == (name == "templates") ? read : throw at.Member(id).Fault(read.IsTemplate ? "A policy with slots is a template." : "A template has at least one slot."));
                    }

                    break;
                case "templateLinks":
                    links = [.. JsonShape.Elements(value, at, "an array of links").Select((link, index) => ReadLink(link, at.Element(index)))];
                    break;
                default:
                    throw at.Fault($"Found {Words.Of(name)}; expected staticPolicies, templates or templateLinks.");
            }
        }

        return PolicySet.Of(policies).Link(links);
    }

    private static TemplateLink ReadLink(JsonElement json, JsonPlace place)
    {
        string? templateId = null, newId = null;
        EntityUid? principal = null, resource = null;
        foreach (var (name, value) in JsonShape.Members(json, place, "a link"))
        {
            var at = place.Member(name);
            if (name == "templateId") templateId = JsonShape.Text(value, at, "an id");
            else if (name == "newId") newId = JsonShape.Text(value, at, "an id");
            else if (name != "values") throw at.Fault($"Found {Words.Of(name)}; expected templateId, newId or values.");
            else
            {
                foreach (var (slot, entity) in JsonShape.Members(value, at, "an object of entities"))
                {
                    if (slot == "?principal") principal = ValueReader.ReadUid(entity, at.Member(slot));
                    else if (slot == "?resource") resource = ValueReader.ReadUid(entity, at.Member(slot));
                    else throw at.Fault($"Found {Words.Of(slot)}; expected ?principal or ?resource.");
                }
            }
        }

        return templateId is null || newId is null ? throw place.Fault("A link has a templateId and a newId.") : new(templateId, newId, principal, resource);
    }

    private static PolicyEffect ReadEffect(JsonElement json, JsonPlace place) => JsonShape.Text(json, place, "permit or forbid") switch
    {
        "permit" => PolicyEffect.Permit,
        "forbid" => PolicyEffect.Forbid,
        _ => throw place.Fault("Expected permit or forbid."),
    };

    private static Condition ReadCondition(JsonElement json, JsonPlace place)
    {
        bool? isUnless = null;
        Expression? body = null;
        foreach (var (name, value) in JsonShape.Members(json, place, "a condition"))
        {
            var at = place.Member(name);
            if (name == "body") body = ExpressionReader.Read(value, at);
            else if (name == "kind") isUnless = JsonShape.Text(value, at, "when or unless") switch { "when" => false, "unless" => true, _ => throw at.Fault("Expected when or unless.") };
            else throw at.Fault($"Found {Words.Of(name)}; expected kind or body.");
        }

        return isUnless is null || body is null ? throw place.Fault("A condition has a kind and a body.") : new(isUnless.Value, body);
    }

    private static PolicyAnnotation ReadAnnotation(string name, JsonElement value, JsonPlace place)
    {
        if (!TypeNames.IsWord(name)) throw place.Fault($"{Words.Of(name)} is not the name of an annotation.");
        return new(name, value.ValueKind == JsonValueKind.Null ? null : JsonShape.Text(value, place.Member(name), "a text"));
    }

    private static PolicyScope ReadScope(JsonElement json, JsonPlace place, string slot)
    {
        var (op, entity, type, inner) = ReadParts(json, place, slot);
        return op switch
        {
            "All" => PolicyScope.Any,
            "==" when entity.IsGiven => PolicyScope.Equal(entity.Uid),
            "in" when entity.IsGiven => PolicyScope.In(entity.Uid),
            "is" when type is not null && inner.ValueKind == JsonValueKind.Undefined => PolicyScope.Is(type),
            "is" when type is not null && ReadParts(inner, place.Member("in"), slot).Entity is { IsGiven: true, Uid: var group } => PolicyScope.IsIn(type, group),
            _ => throw place.Fault("Expected the op All, ==, in or is, with its entity, its slot or its entity_type."),
        };
    }

    private static (string? Op, (bool IsGiven, EntityUid? Uid) Entity, string? Type, JsonElement Inner) ReadParts(JsonElement json, JsonPlace place, string slot)
    {
        string? op = null, type = null;
        (bool, EntityUid?) entity = default;
        JsonElement inner = default;
        foreach (var (name, value) in JsonShape.Members(json, place, "a scope"))
        {
            var at = place.Member(name);
            if (name == "op") op = JsonShape.Text(value, at, "All, ==, in or is");
            else if (name == "entity") entity = (true, ValueReader.ReadUid(value, at));
            else if (name == "slot") entity = JsonShape.Text(value, at, slot) == slot ? (true, null) : throw at.Fault($"Expected {slot}.");
            else if (name == "entity_type") type = JsonShape.Text(value, at, "the name of an entity type");
            else if (name == "in") inner = value;
            else throw at.Fault($"Found {Words.Of(name)}; expected op, entity, slot, entity_type or in.");
        }

        if (type is not null && !TypeNames.IsPath(type)) throw place.Member("entity_type").Fault($"{Words.Of(type)} is not the name of an entity type.");
        return (op, entity, type, inner);
    }

    private static PolicyScope ReadAction(JsonElement json, JsonPlace place)
    {
        string? op = null;
        List<EntityUid>? actions = null;
        var isOne = false;
        foreach (var (name, value) in JsonShape.Members(json, place, "a scope"))
        {
            var at = place.Member(name);
            if (name == "op") op = JsonShape.Text(value, at, "All, == or in");
            else if (name == "entity") (actions, isOne) = ([ReadActionUid(value, at)], true);
            else if (name == "entities") actions = [.. JsonShape.Elements(value, at, "an array of actions").Select((action, index) => ReadActionUid(action, at.Element(index)))];
            else throw at.Fault($"Found {Words.Of(name)}; expected op, entity or entities.");
        }

        return op switch
        {
            "All" => PolicyScope.Any,
            "==" when isOne => PolicyScope.Equal(actions![0]),
            "in" when actions is not null => PolicyScope.InActions(actions),
            _ => throw place.Fault("Expected the op All, == or in, with its entity or its entities."),
        };
    }

    private static EntityUid ReadActionUid(JsonElement json, JsonPlace place) =>
        ValueReader.ReadUid(json, place) is { IsAction: true } action ? action : throw place.Fault("Expected an entity whose type is called Action.");
}
