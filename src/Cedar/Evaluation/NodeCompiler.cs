using System.Diagnostics;
using AgentConsole.Cedar.Syntax;

namespace AgentConsole.Cedar.Evaluation;

/// <summary>Turns an expression into nodes that evaluate it; what is the same for every query is worked out here.</summary>
internal static class NodeCompiler
{
    public static EvaluationNode Compile(Expression expression) => expression switch
    {
        Expression.Literal literal => new ConstantNode(literal.Span, literal.Value),
        Expression.Variable variable => new VariableNode(variable.Span, variable.Name),
        Expression.Unary unary => Unary(unary),
        Expression.Binary binary => Binary(binary),
        Expression.Logical logical => new LogicalNode(logical.Span, logical.IsAnd, All(logical.Operands)),
        Expression.Conditional conditional => new ConditionalNode(conditional.Span, Compile(conditional.Test), Compile(conditional.Then), Compile(conditional.Else)),
        Expression.GetAttribute get => new GetAttributeNode(get.Span, Compile(get.Target), get.Name),
        Expression.HasAttribute has => new HasAttributeNode(has.Span, Compile(has.Target), has.Path),
        Expression.Like like => new LikeNode(like.Span, Compile(like.Target), like.Pattern),
        Expression.Is { Group: null } test => new IsNode(test.Span, Compile(test.Target), test.Type, null),
        Expression.Is { Group: { } group } test => IsIn(test, group),
        Expression.SetLiteral set => Folded(new SetNode(set.Span, All(set.Elements)), set.Elements),
        Expression.RecordLiteral record => Record(record),
        Expression.ExtensionCall call => Folded(new ExtensionNode(call.Span, call.Function, All(call.Arguments)), call.Arguments),
        _ => throw new UnreachableException(),
    };

    private static IsNode IsIn(Expression.Is test, Expression group)
    {
        var target = Compile(test.Target);
        return new(test.Span, target, test.Type, new InNode(test.Span, target, Compile(group)));
    }

    private static EvaluationNode[] All(Expression[] expressions) => Array.ConvertAll(expressions, Compile);

    private static EvaluationNode Unary(Expression.Unary unary)
    {
        var argument = Compile(unary.Argument);
        return unary.Operator switch
        {
            UnaryOperator.Not => new NotNode(unary.Span, argument),
            UnaryOperator.Negate => new NegateNode(unary.Span, argument),
            UnaryOperator.IsEmpty => new IsEmptyNode(unary.Span, argument),
        };
    }

    private static EvaluationNode Binary(Expression.Binary binary)
    {
        EvaluationNode left = Compile(binary.Left), right = Compile(binary.Right);
        return binary.Operator switch
        {
            BinaryOperator.Equal => new EqualNode(binary.Span, isNegated: false, left, right),
            BinaryOperator.NotEqual => new EqualNode(binary.Span, isNegated: true, left, right),
            BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual =>
                new CompareNode(binary.Span, binary.Operator, left, right),
            BinaryOperator.In => new InNode(binary.Span, left, right),
            BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply => new ArithmeticNode(binary.Span, binary.Operator, left, right),
            BinaryOperator.Contains or BinaryOperator.ContainsAll or BinaryOperator.ContainsAny => new ContainsNode(binary.Span, binary.Operator, left, right),
            BinaryOperator.HasTag => new TagNode(binary.Span, isTest: true, left, right),
            BinaryOperator.GetTag => new TagNode(binary.Span, isTest: false, left, right),
        };
    }

    private static EvaluationNode Record(Expression.RecordLiteral record)
    {
        var names = record.Names.ToArray();
        var values = record.Values.ToArray();
        Array.Sort(names, values, StringComparer.Ordinal);
        return Folded(new RecordNode(record.Span, names, All(values)), values);
    }

    private static EvaluationNode Folded(EvaluationNode node, Expression[] parts)
    {
        if (!Array.TrueForAll(parts, IsConstant)) return node;
        var nothing = default(EvaluationFrame);
        return node.Evaluate(ref nothing, out var value) ? new ConstantNode(node.Span, value) : node;
    }

    private static bool IsConstant(Expression expression) => expression switch
    {
        Expression.Literal => true,
        Expression.SetLiteral set => Array.TrueForAll(set.Elements, IsConstant),
        Expression.RecordLiteral record => Array.TrueForAll(record.Values, IsConstant),
        Expression.ExtensionCall call => Array.TrueForAll(call.Arguments, IsConstant),
        _ => false,
    };
}
