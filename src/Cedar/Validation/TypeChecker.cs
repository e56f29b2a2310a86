using System.Collections.Immutable;
using System.Diagnostics;
using AgentConsole.Cedar.Schemas;
using AgentConsole.Cedar.Syntax;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Validation;

/// <summary>
/// Finds the type of every part of a policy for one kind of query, by Cedar's strict rules. What a test makes safe is carried along;
/// what can never be evaluated is not looked at.
/// </summary>
internal sealed partial class TypeChecker(CedarSchema schema, FaultBook faults)
{
    private readonly Dictionary<Expression, string> _printed = [];
    private readonly Dictionary<Expression, Expression[]> _pathSteps = [];
    private QueryEnvironment _environment = null!;
    private int _steps;

    public bool HasGivenUp => _steps > CedarLimits.CheckStepsMax;

    /// <summary>The type of a whole policy: <c>False</c> if it can never apply to such a query, null if it has none.</summary>
    public SchemaType? Check(Expression policy, QueryEnvironment environment)
    {
        _environment = environment;
        return Expect(policy, TypeAnswer.Nothing, SchemaType.Bool).Type;
    }

    private TypeAnswer Check(Expression expression, ImmutableHashSet<Capability> safe)
    {
        if (++_steps > CedarLimits.CheckStepsMax)
        {
            faults.Add(SourceSpan.None, "The policy takes too long to check against this schema.");
            return TypeAnswer.Unknown;
        }

        return expression switch
        {
            Expression.Literal literal => OfLiteral(literal),
            Expression.Variable variable => OfVariable(variable.Name),
            SlotExpression slot => (slot.IsPrincipal ? _environment.PrincipalSlot : _environment.ResourceSlot) ?? SchemaType.AnyEntity,
            Expression.Logical logical => logical.IsAnd ? And(logical.Operands, safe) : Or(logical.Operands, safe),
            Expression.Conditional conditional => Conditional(conditional, safe),
            Expression.Unary unary => Unary(unary, safe),
            Expression.Binary binary => Binary(binary, safe),
            Expression.GetAttribute get => GetAttribute(get, safe),
            Expression.HasAttribute has => HasAttribute(has, safe),
            Expression.Like like => Like(like, safe),
            Expression.Is test => Is(test, safe),
            Expression.SetLiteral set => Set(set, safe),
            Expression.RecordLiteral record => Record(record, safe),
            Expression.ExtensionCall call => Extension(call, safe),
            _ => throw new UnreachableException(),
        };
    }

    private TypeAnswer Expect(Expression expression, ImmutableHashSet<Capability> safe, params ReadOnlySpan<SchemaType> expected)
    {
        var answer = Check(expression, safe);
        if (answer.Type is null) return answer;
        foreach (var type in expected)
        {
            if (TypeRules.IsExpected(answer.Type, type)) return answer;
        }

        faults.Add(expression.Span, $"Expected {NameOf(expected)}, found {NameOf([answer.Type])}.");
        return TypeAnswer.Unknown;
    }

    private static string NameOf(ReadOnlySpan<SchemaType> types) =>
        string.Join(" or ", types.ToArray().Select(type => type is SchemaType.RecordType { Attributes.Count: 0 } ? "a record" : Words.Cut(type.ToString())));

    private TypeAnswer OfLiteral(Expression.Literal literal)
    {
        var value = literal.Value;
        if (value.TryGetBool(out var known)) return SchemaType.BoolOf(known);
        if (value.Kind == CedarKind.Long) return SchemaType.Long;
        if (value.Kind == CedarKind.String) return SchemaType.String;
        // What is not declared is said once per policy, not once per kind of query.
        return value.TryGetEntity(out var uid) ? uid.IsAction ? schema.FindAction(uid)?.Type : schema.FindEntityType(uid.Type)?.Type : throw new UnreachableException();
    }

    private TypeAnswer OfVariable(VariableName name) => name switch
    {
        VariableName.Principal => _environment.Principal,
        VariableName.Action => _environment.Action.Type,
        VariableName.Resource => _environment.Resource,
        VariableName.Context => _environment.Action.Context,
    };

    private TypeAnswer And(ReadOnlySpan<Expression> operands, ImmutableHashSet<Capability> safe)
    {
        var left = Expect(operands[0], safe, SchemaType.Bool);
        foreach (var operand in operands[1..])
        {
            if (IsOnly(left.Type, false)) return SchemaType.False;
            var right = Expect(operand, safe.Union(left.Safe), SchemaType.Bool);
            left = (left.Type, right.Type) switch
            {
                (null, _) or (_, null) => SchemaType.Bool,
                _ when IsOnly(right.Type, false) => SchemaType.False,
                _ when IsOnly(right.Type, true) => new(left.Type, left.Safe.Union(right.Safe)),
                _ when IsOnly(left.Type, true) => right,
                _ => new(SchemaType.Bool, left.Safe.Union(right.Safe)),
            };
        }

        return left;
    }

    private TypeAnswer Or(ReadOnlySpan<Expression> operands, ImmutableHashSet<Capability> safe)
    {
        var left = Expect(operands[0], safe, SchemaType.Bool);
        foreach (var operand in operands[1..])
        {
            if (IsOnly(left.Type, true)) return left;
            var right = Expect(operand, safe, SchemaType.Bool);
            left = (left.Type, right.Type) switch
            {
                (null, _) or (_, null) => SchemaType.Bool,
                _ when IsOnly(right.Type, true) => right,
                _ when IsOnly(right.Type, false) => left,
                _ when IsOnly(left.Type, false) => right,
                _ => new(SchemaType.Bool, left.Safe.Intersect(right.Safe)),
            };
        }

        return left;
    }

    private TypeAnswer Conditional(Expression.Conditional conditional, ImmutableHashSet<Capability> safe)
    {
        var test = Expect(conditional.Test, safe, SchemaType.Bool);
        if (IsOnly(test.Type, true))
        {
            var only = Check(conditional.Then, safe.Union(test.Safe));
            return new(only.Type, only.Safe.Union(test.Safe));
        }

        if (IsOnly(test.Type, false)) return Check(conditional.Else, safe);
        var then = Check(conditional.Then, safe.Union(test.Safe));
        var otherwise = Check(conditional.Else, safe);
        if (then.Type is null || otherwise.Type is null) return TypeAnswer.Unknown;
        return Joined(conditional.Span, then.Type, otherwise.Type, "both branches of a conditional") is { } joined
            ? new(joined, then.Safe.Union(test.Safe).Intersect(otherwise.Safe))
            : TypeAnswer.Unknown;
    }

    private TypeAnswer Unary(Expression.Unary unary, ImmutableHashSet<Capability> safe)
    {
        switch (unary.Operator)
        {
            case UnaryOperator.Not:
                return Expect(unary.Argument, safe, SchemaType.Bool).Type is SchemaType.BoolType { Only: { } known } ? SchemaType.BoolOf(!known) : SchemaType.Bool;
            case UnaryOperator.Negate:
                Expect(unary.Argument, safe, SchemaType.Long);
                return SchemaType.Long;
            default:
                Expect(unary.Argument, safe, SchemaType.AnySet);
                return SchemaType.Bool;
        }
    }

    private TypeAnswer Like(Expression.Like like, ImmutableHashSet<Capability> safe)
    {
        Expect(like.Target, safe, SchemaType.String);
        return SchemaType.Bool;
    }

    private TypeAnswer Set(Expression.SetLiteral set, ImmutableHashSet<Capability> safe)
    {
        if (set.Elements.Length == 0)
        {
            faults.Add(set.Span, "The type of an empty set cannot be told; policies that are checked have none.");
            return TypeAnswer.Unknown;
        }

        SchemaType? joined = SchemaType.Never;
        foreach (var element in set.Elements)
        {
            var type = Check(element, safe).Type;
            joined = type is null || joined is null ? null : Joined(set.Span, joined, type, "all elements of a set");
        }

        return joined is null ? TypeAnswer.Unknown : new SchemaType.SetType(joined);
    }

    private TypeAnswer Record(Expression.RecordLiteral record, ImmutableHashSet<Capability> safe)
    {
        var attributes = new List<KeyValuePair<string, SchemaAttribute>>();
        for (var at = 0; at < record.Names.Length; at++)
        {
            if (Check(record.Values[at], safe).Type is { } type) attributes.Add(new(record.Names[at], new(type, IsRequired: true)));
        }

        return attributes.Count == record.Names.Length ? SchemaType.RecordType.Of(attributes) : TypeAnswer.Unknown;
    }

    private SchemaType? Joined(SourceSpan span, SchemaType one, SchemaType other, string what)
    {
        if (TypeRules.Join(one, other) is { } joined) return joined;
        faults.Add(span, $"Expected one type for {what}, found {NameOf([one])} and {NameOf([other])}.");
        return null;
    }

    private static bool IsOnly(SchemaType? type, bool value) => type is SchemaType.BoolType { Only: { } only } && only == value;

    private string Printed(Expression expression)
    {
        if (_printed.TryGetValue(expression, out var text)) return text;
        return _printed[expression] = expression is Expression.GetAttribute get ? $"{Printed(get.Target)}.{ExpressionPrinter.Name(get.Name)}" : ExpressionPrinter.Print(expression);
    }
}
