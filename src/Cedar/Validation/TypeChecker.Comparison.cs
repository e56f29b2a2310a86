using System.Collections.Immutable;
using AgentConsole.Cedar.Schemas;
using AgentConsole.Cedar.Syntax;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Validation;

/// <summary>Operators of two operands.</summary>
internal sealed partial class TypeChecker
{
    private TypeAnswer Binary(Expression.Binary binary, ImmutableHashSet<Capability> safe)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.Equal:
                return Equality(binary, safe);
            case BinaryOperator.NotEqual:
                return Equality(binary, safe).Type is SchemaType.BoolType { Only: { } known } ? SchemaType.BoolOf(!known) : SchemaType.Bool;
            case BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual:
                return Order(binary, safe);
            case BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply:
                Expect(binary.Left, safe, SchemaType.Long);
                Expect(binary.Right, safe, SchemaType.Long);
                return SchemaType.Long;
            case BinaryOperator.In:
                return In(binary.Left, binary.Right, safe);
            case BinaryOperator.HasTag or BinaryOperator.GetTag:
                return Tag(binary, safe);
            case BinaryOperator.Contains:
                var set = Expect(binary.Left, safe, SchemaType.AnySet).Type as SchemaType.SetType;
                var element = Check(binary.Right, safe).Type;
                if (set?.Element is not null && element is not null) Joined(binary.Span, set.Element, element, "a set's elements and what is looked for");
                return SchemaType.Bool;
            default:
                var left = Expect(binary.Left, safe, SchemaType.AnySet).Type;
                var right = Expect(binary.Right, safe, SchemaType.AnySet).Type;
                if (left is not null && right is not null) Joined(binary.Span, left, right, "two sets that are compared");
                return SchemaType.Bool;
        }
    }

    private TypeAnswer Equality(Expression.Binary binary, ImmutableHashSet<Capability> safe)
    {
        SchemaType? left = Check(binary.Left, safe).Type, right = Check(binary.Right, safe).Type;
        // Entities of two types are never the same: that is no mistake, but it is certain.
        if (left is SchemaType.EntityType { Name: { } one } && right is SchemaType.EntityType { Name: { } other } && one != other) return SchemaType.False;
        if (Known(binary.Left) is { } first && Known(binary.Right) is { } second) return SchemaType.BoolOf(first == second);
        if (left is not null && right is not null) Joined(binary.Span, left, right, "both sides of `==`");
        return SchemaType.Bool;
    }

    private TypeAnswer Order(Expression.Binary binary, ImmutableHashSet<Capability> safe)
    {
        SchemaType? left = Check(binary.Left, safe).Type, right = Check(binary.Right, safe).Type;
        if (left is null || right is null) return SchemaType.Bool;
        if (!CanOrder(left)) faults.Add(binary.Left.Span, $"Expected Long, datetime or duration, found {NameOf([left])}.");
        else if (!CanOrder(right)) faults.Add(binary.Right.Span, $"Expected Long, datetime or duration, found {NameOf([right])}.");
        else if (TypeRules.Join(left, right) is null) faults.Add(binary.Right.Span, $"Expected {left}, found {NameOf([right])}.");
        return SchemaType.Bool;
    }

    private static bool CanOrder(SchemaType type) => ReferenceEquals(type, SchemaType.Long) || ReferenceEquals(type, SchemaType.Never)
        || type is SchemaType.ExtensionType { Kind: CedarKind.DateTime or CedarKind.Duration };

    private TypeAnswer Is(Expression.Is test, ImmutableHashSet<Capability> safe)
    {
        TypeAnswer answer = Expect(test.Target, safe, SchemaType.AnyEntity).Type is SchemaType.EntityType { Name: { } name } ? SchemaType.BoolOf(name == test.Type) : SchemaType.Bool;
        if (test.Group is null || IsOnly(answer.Type, false)) return answer;
        var isIn = In(test.Target, test.Group, safe);
        return IsOnly(answer.Type, true) || IsOnly(isIn.Type, false) ? isIn : SchemaType.Bool;
    }

    private TypeAnswer In(Expression left, Expression right, ImmutableHashSet<Capability> safe)
    {
        var entity = Expect(left, safe, SchemaType.AnyEntity).Type;
        var group = Expect(right, safe, SchemaType.AnyEntity, new SchemaType.SetType(SchemaType.AnyEntity)).Type;
        if (entity is null || group is null) return SchemaType.Bool;
        if (KnownEntity(left) is { IsAction: true } action && KnownEntities(right) is { } groups) return ActionIn(action, groups);
        var type = (entity as SchemaType.EntityType)?.Name;
        var groupType = ((group is SchemaType.SetType set ? set.Element : group) as SchemaType.EntityType)?.Name;
        return type is not null && groupType is not null && !CanBeIn(type, groupType) ? SchemaType.False : SchemaType.Bool;
    }

    private SchemaType ActionIn(EntityUid action, List<EntityUid> groups)
    {
        var actions = groups.FindAll(group => group.IsAction);
        // An action that is not declared is said elsewhere.
        if (actions.Exists(group => schema.FindAction(group) is null)) return SchemaType.False;
        return SchemaType.BoolOf(actions.Exists(group => group.Equals(action) || schema.FindAction(group)!.Descendants.Contains(action)));
    }

    private bool CanBeIn(string type, string group) => type == group
        || schema.FindEntityType(group)?.Descendants.Contains(type) == true
        || schema.ActionDefinitions.Any(action => action.Uid.Type == group && action.Descendants.Any(below => below.Type == type));

    /// <summary>The value of a literal, the action being one.</summary>
    private CedarValue? Known(Expression expression) => expression switch
    {
        Expression.Literal literal => literal.Value,
        Expression.Variable { Name: VariableName.Action } => CedarValue.Entity(_environment.Action.Uid),
        _ => null,
    };

    private EntityUid? KnownEntity(Expression expression) => Known(expression) is { } value && value.TryGetEntity(out var uid) ? uid : null;

    private List<EntityUid>? KnownEntities(Expression expression)
    {
        if (KnownEntity(expression) is { } one) return [one];
        if (expression is not Expression.SetLiteral set) return null;
        var known = set.Elements.Select(KnownEntity).OfType<EntityUid>().ToList();
        return known.Count == set.Elements.Length ? known : null;
    }
}
