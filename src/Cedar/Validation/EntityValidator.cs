using AgentConsole.Cedar.Entities;
using AgentConsole.Cedar.Schemas;
using AgentConsole.Cedar.Syntax;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Validation;

/// <summary>Holds entities against a schema.</summary>
internal static class EntityValidator
{
    public static IReadOnlyList<CedarFault> Validate(CedarSchema schema, EntityStore entities)
    {
        var faults = new List<CedarFault>();
        foreach (var entity in entities.Entities)
        {
            if (Problem(schema, entities, entity) is { } problem) faults.Add(new(SourceSpan.None, $"The entity {Words.Of(entity.Uid.ToString())} is not as declared: {problem}."));
            if (faults.Count == CedarLimits.FaultsMax) break;
        }

        return faults;
    }

    private static string? Problem(CedarSchema schema, EntityStore entities, CedarEntity entity)
    {
        if (entity.Uid.IsAction) return ActionProblem(schema, entities, entity);
        if (schema.FindEntityType(entity.Uid.Type) is not { } type) return "its type is not declared";
        return ValueCheck.UidProblem(schema, entity.Uid)
            ?? ValueCheck.Problem(schema, entity.Attributes, type.Attributes)
            ?? AncestorProblem(schema, entities.Stored(entity.Uid)!, type)
            ?? TagProblem(schema, entity.Tags, type);
    }

    private static string? ActionProblem(CedarSchema schema, EntityStore entities, CedarEntity entity)
    {
        if (schema.FindAction(entity.Uid) is not { } action) return "the action is not declared";
        return entity.Attributes.Count == 0 && entity.Tags.Count == 0 && entities.Stored(entity.Uid)!.Ancestors.SetEquals(action.Ancestors) ? null : "an action has the groups of its declaration, and nothing else";
    }

    private static string? AncestorProblem(CedarSchema schema, StoredEntity stored, EntityTypeDefinition type)
    {
        foreach (var ancestor in stored.Ancestors)
        {
            if (ValueCheck.UidProblem(schema, ancestor) is { } problem) return problem;
            if (!type.Ancestors.Contains(ancestor.Type)) return $"it cannot be in {Words.Of(ancestor.ToString())}";
        }

        return null;
    }

    private static string? TagProblem(CedarSchema schema, CedarRecord tags, EntityTypeDefinition type)
    {
        if (tags.Count == 0) return null;
        if (type.Tags is null) return "it has tags, and its type has none";
        foreach (var (name, value) in tags)
        {
            if (ValueCheck.Problem(schema, value, type.Tags) is { } problem) return $"in the tag {Words.Of(name)}: {problem}";
        }

        return null;
    }
}
