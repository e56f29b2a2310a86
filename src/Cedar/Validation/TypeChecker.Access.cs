using System.Collections.Immutable;
using AgentConsole.Cedar.Schemas;
using AgentConsole.Cedar.Syntax;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Validation;

/// <summary>Attributes, tags and extension functions.</summary>
internal sealed partial class TypeChecker
{
    private TypeAnswer GetAttribute(Expression.GetAttribute get, ImmutableHashSet<Capability> safe)
    {
        if (Expect(get.Target, safe, SchemaType.AnyEntity, SchemaType.RecordType.Empty).Type is not { } type) return TypeAnswer.Unknown;
        if (AttributeOf(type, get.Name) is not { } attribute)
        {
            faults.Add(get.Span, $"There is no attribute {Words.Of(get.Name)} in {NameOf([type])}.");
            return TypeAnswer.Unknown;
        }

        if (!attribute.IsRequired && !safe.Contains(new(Printed(get.Target), get.Name, IsTag: false)))
        {
            faults.Add(get.Span, $"The attribute {Words.Of(get.Name)} may be missing; expected a test with `has` before it.");
        }

        return attribute.Type;
    }

    private TypeAnswer HasAttribute(Expression.HasAttribute has, ImmutableHashSet<Capability> safe)
    {
        if (has.Path.Length > 1) return And(Steps(has), safe);
        if (Expect(has.Target, safe, SchemaType.AnyEntity, SchemaType.RecordType.Empty).Type is not { } type) return SchemaType.Bool;
        if (AttributeOf(type, has.Path[0]) is not { } attribute) return SchemaType.False;
        var capability = new Capability(Printed(has.Target), has.Path[0], IsTag: false);
        // That an entity's type has an attribute does not say that the entity exists.
        var isCertain = safe.Contains(capability) || (attribute.IsRequired && type is SchemaType.RecordType);
        return new(isCertain ? SchemaType.True : SchemaType.Bool, [capability]);
    }

    // `e has a.b` is `e has a && e.a has b`.
    private Expression[] Steps(Expression.HasAttribute has)
    {
        if (_steps > CedarLimits.CheckStepsMax) return [has.Target];
        if (_pathSteps.TryGetValue(has, out var steps)) return steps;
        steps = new Expression[has.Path.Length];
        var target = has.Target;
        for (var at = 0; at < steps.Length; at++)
        {
            steps[at] = new Expression.HasAttribute(has.Span, target, [has.Path[at]]);
            target = new Expression.GetAttribute(has.Span, target, has.Path[at]);
        }

        return _pathSteps[has] = steps;
    }

    private SchemaAttribute? AttributeOf(SchemaType type, string name) => type switch
    {
        SchemaType.RecordType record => record.Attributes.GetValueOrDefault(name),
        SchemaType.EntityType { Name: { } entity } => schema.FindEntityType(entity)?.Attributes.Attributes.GetValueOrDefault(name),
        _ => null,
    };

    private TypeAnswer Tag(Expression.Binary binary, ImmutableHashSet<Capability> safe)
    {
        var isTest = binary.Operator == BinaryOperator.HasTag;
        var target = Expect(binary.Left, safe, SchemaType.AnyEntity).Type;
        Expect(binary.Right, safe, SchemaType.String);
        if (target is not SchemaType.EntityType { Name: { } entity }) return TypeAnswer.Unknown;
        var tags = schema.FindEntityType(entity)?.Tags;
        var capability = new Capability(Printed(binary.Left), Printed(binary.Right), IsTag: true);
        if (isTest) return new(tags is null ? SchemaType.False : safe.Contains(capability) ? SchemaType.True : SchemaType.Bool, [capability]);
        if (!safe.Contains(capability)) faults.Add(binary.Span, "The tag may be missing; expected a test with `hasTag` before it.");
        else if (tags is null) faults.Add(binary.Span, $"Entities of type {entity} have no tags.");
        else return tags;
        return TypeAnswer.Unknown;
    }

    private TypeAnswer Extension(Expression.ExtensionCall call, ImmutableHashSet<Capability> safe)
    {
        var function = call.Function;
        var result = TypeOf(function.Result);
        if (call.Arguments.Length != function.Parameters.Length)
        {
            faults.Add(call.Span, $"`{function.Name}` takes {function.Parameters.Length} arguments, found {call.Arguments.Length}.");
            foreach (var argument in call.Arguments) Check(argument, safe);
            return result;
        }

        if (function.IsConstructor)
        {
            if (call.Arguments[0] is not Expression.Literal literal) faults.Add(call.Span, $"`{function.Name}` is called with an expression; policies that are checked call it with text.");
            else if (literal.Value.Kind == CedarKind.String && function.Call([literal.Value], out var problem) is null) faults.Add(call.Span, $"{problem}.");
        }

        for (var at = 0; at < call.Arguments.Length; at++) Expect(call.Arguments[at], safe, TypeOf(function.Parameters[at]));
        return result;
    }

    private static SchemaType TypeOf(CedarKind kind) => kind switch
    {
        CedarKind.Bool => SchemaType.Bool,
        CedarKind.Long => SchemaType.Long,
        CedarKind.String => SchemaType.String,
        _ => SchemaType.Extension(kind),
    };
}
