using AgentConsole.Cedar.Syntax;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Validation;

/// <summary>Writes a whole policy as one expression: the scope, then the conditions.</summary>
internal static class ScopeExpression
{
    public static Expression Of(CedarPolicy policy)
    {
        var parts = new List<Expression>
        {
            Of(policy.Principal, VariableName.Principal),
            Action(policy.Action),
            Of(policy.Resource, VariableName.Resource),
        };
        // The conditions are a chain of their own behind the scope.
        var conditions = policy.Conditions.Select(condition => condition.IsUnless ? new Expression.Unary(condition.Body.Span, UnaryOperator.Not, condition.Body) : condition.Body).ToArray();
        if (conditions.Length == 1) parts.Add(conditions[0]);
        else if (conditions.Length > 1) parts.Add(Expression.Logical.Of(policy.Span, isAnd: true, conditions));
        return Expression.Logical.Of(policy.Span, isAnd: true, [.. parts]);
    }

    private static Expression Of(PolicyScope scope, VariableName name)
    {
        var variable = new Expression.Variable(scope.Span, name);
        Expression Entity() => scope.Entity is { } entity ? Literal(scope, entity) : new SlotExpression(scope.Span, name == VariableName.Principal);
        return scope.Kind switch
        {
            ScopeKind.Any => new Expression.Literal(scope.Span, CedarValue.True),
            ScopeKind.Equal => new Expression.Binary(scope.Span, BinaryOperator.Equal, variable, Entity()),
            ScopeKind.In => new Expression.Binary(scope.Span, BinaryOperator.In, variable, Entity()),
            ScopeKind.Is => new Expression.Is(scope.Span, variable, scope.EntityType!, null),
            ScopeKind.IsIn => new Expression.Is(scope.Span, variable, scope.EntityType!, Entity()),
        };
    }

    private static Expression Action(PolicyScope scope)
    {
        var variable = new Expression.Variable(scope.Span, VariableName.Action);
        return scope.Kind switch
        {
            ScopeKind.Equal => new Expression.Binary(scope.Span, BinaryOperator.Equal, variable, Literal(scope, scope.Entity!)),
            ScopeKind.In => new Expression.Binary(scope.Span, BinaryOperator.In, variable,
                new Expression.SetLiteral(scope.Span, [.. scope.Actions.Select(action => Literal(scope, action))])),
            _ => new Expression.Literal(scope.Span, CedarValue.True),
        };
    }

    private static Expression.Literal Literal(PolicyScope scope, EntityUid entity) => new(scope.Span, CedarValue.Entity(entity));
}
