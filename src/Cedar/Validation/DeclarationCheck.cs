using AgentConsole.Cedar.Schemas;
using AgentConsole.Cedar.Syntax;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Validation;

/// <summary>Holds what a policy names against what a schema declares: entity types, enumerated entities, actions, and what actions apply to.</summary>
internal static class DeclarationCheck
{
    public static void Check(CedarSchema schema, CedarPolicy policy, Expression whole, FaultBook faults)
    {
        foreach (var part in ExpressionWalk.Over(whole))
        {
            if (part is Expression.Is test) CheckType(schema, test.Type, part.Span, faults);
            if (part is not Expression.Literal { Value: var value } || !value.TryGetEntity(out var uid)) continue;
            if (uid.IsAction)
            {
                if (schema.FindAction(uid) is null) faults.Add(part.Span, $"The action {Words.Of(uid.ToString())} is not declared.");
                continue;
            }

            CheckType(schema, uid.Type, part.Span, faults);
            if (ValueCheck.UidProblem(schema, uid) is { } problem) faults.Add(part.Span, $"Not as declared: {problem}.");
        }

        if (!CanApply(schema, policy)) faults.Add(policy.Span, "No action of the schema applies to the principals and resources of this policy's scope.");
    }

    private static void CheckType(CedarSchema schema, string type, SourceSpan span, FaultBook faults)
    {
        if (!TypeNames.IsAction(type) && schema.FindEntityType(type) is null) faults.Add(span, $"The entity type {Words.Of(type)} is not declared.");
    }

    private static bool CanApply(CedarSchema schema, CedarPolicy policy) => ActionsOf(schema, policy.Action).Any(action =>
        action.Principals.Any(type => CanBe(schema, type, policy.Principal)) && action.Resources.Any(type => CanBe(schema, type, policy.Resource)));

    private static IEnumerable<ActionDefinition> ActionsOf(CedarSchema schema, PolicyScope scope) => scope.Kind switch
    {
        ScopeKind.Equal => schema.FindAction(scope.Entity!) is { } one ? [one] : [],
        ScopeKind.In when scope.Actions.All(action => schema.FindAction(action) is not null) => scope.Actions
            .SelectMany(action => schema.FindAction(action)!.Descendants.Append(action))
            .Distinct()
            .Select(action => schema.FindAction(action)!),
        ScopeKind.In => [],
        _ => schema.ActionDefinitions,
    };

    private static bool CanBe(CedarSchema schema, string type, PolicyScope scope) => scope.Kind switch
    {
        ScopeKind.Equal when scope.Entity is { } entity => entity.Type == type,
        ScopeKind.In when scope.Entity is { } group => IsAtOrBelow(schema, type, group),
        ScopeKind.Is => scope.EntityType == type,
        ScopeKind.IsIn => scope.EntityType == type && (scope.Entity is null || IsAtOrBelow(schema, type, scope.Entity)),
        _ => true,
    };

    private static bool IsAtOrBelow(CedarSchema schema, string type, EntityUid group) =>
        type == group.Type || schema.FindEntityType(group.Type)?.Descendants.Contains(type) == true;
}
