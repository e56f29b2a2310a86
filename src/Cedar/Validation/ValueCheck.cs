using AgentConsole.Cedar.Schemas;
using AgentConsole.Cedar.Syntax;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Validation;

/// <summary>Holds values against types.</summary>
internal static class ValueCheck
{
    /// <summary>Why a value is not of a type, or null if it is.</summary>
    public static string? Problem(CedarSchema schema, CedarValue value, SchemaType type)
    {
        switch (type)
        {
            case SchemaType.SetType set when value.TryGetSet(out var elements):
                foreach (var element in elements)
                {
                    if (Problem(schema, element, set.Element!) is { } problem) return problem;
                }

                return null;
            case SchemaType.RecordType record when value.TryGetRecord(out var members):
                return Problem(schema, members, record);
            case SchemaType.EntityType entity when value.TryGetEntity(out var uid):
                return uid.Type == entity.Name ? UidProblem(schema, uid) : $"expected an entity of type {entity}, found {Words.Of(uid.ToString())}";
            default:
                return IsPlain(value, type) ? null : $"expected {type}, found {value.KindName}";
        }
    }

    public static string? Problem(CedarSchema schema, CedarRecord members, SchemaType.RecordType type)
    {
        foreach (var (name, attribute) in type.Attributes)
        {
            if (attribute.IsRequired && !members.ContainsKey(name)) return $"the attribute {Words.Of(name)} is missing";
        }

        foreach (var (name, value) in members)
        {
            if (!type.Attributes.TryGetValue(name, out var attribute)) return $"the attribute {Words.Of(name)} is not declared";
            if (Problem(schema, value, attribute.Type) is { } problem) return $"in {Words.Of(name)}: {problem}";
        }

        return null;
    }

    /// <summary>Why an entity cannot be, or null if it can: enumerated types have no other ids, and actions are declared one by one.</summary>
    public static string? UidProblem(CedarSchema schema, EntityUid uid)
    {
        if (schema.FindEntityType(uid.Type)?.Ids is { } ids && !ids.Contains(uid.Id)) return $"the entity {Words.Of(uid.ToString())} is not one of those declared";
        return uid.IsAction && schema.FindAction(uid) is null ? $"the action {Words.Of(uid.ToString())} is not declared" : null;
    }

    private static bool IsPlain(CedarValue value, SchemaType type) => type switch
    {
        SchemaType.BoolType => value.Kind == CedarKind.Bool,
        SchemaType.ExtensionType extension => value.Kind == extension.Kind,
        _ when ReferenceEquals(type, SchemaType.Long) => value.Kind == CedarKind.Long,
        _ when ReferenceEquals(type, SchemaType.String) => value.Kind == CedarKind.String,
        _ => false,
    };
}
