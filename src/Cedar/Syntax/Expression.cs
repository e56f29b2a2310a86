using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Syntax;

/// <summary>A node of the tree that a condition is read into; immutable.</summary>
internal abstract class Expression(SourceSpan span, int depth)
{
    public SourceSpan Span { get; } = span;

    /// <summary>Levels of the tree from here down; readers hold it below <see cref="CedarLimits.ExpressionDepthMax"/>.</summary>
    public int Depth { get; } = depth;

    protected static int Deeper(params ReadOnlySpan<Expression> parts)
    {
        var deepest = 0;
        foreach (var part in parts) deepest = Math.Max(deepest, part.Depth);
        return deepest + 1;
    }

    internal sealed class Literal(SourceSpan span, CedarValue value) : Expression(span, 1)
    {
        public CedarValue Value => value;
    }

    internal sealed class Variable(SourceSpan span, VariableName name) : Expression(span, 1)
    {
        public VariableName Name => name;
    }

    internal sealed class Unary(SourceSpan span, UnaryOperator op, Expression argument) : Expression(span, Deeper(argument))
    {
        public UnaryOperator Operator => op;

        public Expression Argument => argument;
    }

    internal sealed class Binary(SourceSpan span, BinaryOperator op, Expression left, Expression right) : Expression(span, Deeper(left, right))
    {
        public BinaryOperator Operator => op;

        public Expression Left => left;

        public Expression Right => right;
    }

    /// <summary>A chain of one logical operator, read from the left; the first operand is never such a chain itself.</summary>
    internal sealed class Logical : Expression
    {
        private Logical(SourceSpan span, bool isAnd, Expression[] operands) : base(span, Deeper(operands)) => (IsAnd, Operands) = (isAnd, operands);

        public bool IsAnd { get; }

        public Expression[] Operands { get; }

        public static Logical Of(SourceSpan span, bool isAnd, params ReadOnlySpan<Expression> operands) =>
            operands[0] is Logical first && first.IsAnd == isAnd
                ? new(span, isAnd, [.. first.Operands, .. operands[1..]])
                : new(span, isAnd, operands.ToArray());
    }

    internal sealed class Conditional(SourceSpan span, Expression test, Expression then, Expression otherwise) : Expression(span, Deeper(test, then, otherwise))
    {
        public Expression Test => test;

        public Expression Then => then;

        public Expression Else => otherwise;
    }

    internal sealed class GetAttribute(SourceSpan span, Expression target, string name) : Expression(span, Deeper(target))
    {
        public Expression Target => target;

        public string Name => name;
    }

    /// <summary><c>target has a.b.c</c>, with one name or several.</summary>
    internal sealed class HasAttribute(SourceSpan span, Expression target, string[] path) : Expression(span, target.Depth + path.Length)
    {
        public Expression Target => target;

        public string[] Path => path;
    }

    internal sealed class Like(SourceSpan span, Expression target, LikePattern pattern) : Expression(span, Deeper(target))
    {
        public Expression Target => target;

        public LikePattern Pattern => pattern;
    }

    /// <summary><c>target is Type</c> or <c>target is Type in group</c>.</summary>
    internal sealed class Is(SourceSpan span, Expression target, string type, Expression? group) : Expression(span, group is null ? Deeper(target) : Deeper(target, group))
    {
        public Expression Target => target;

        public string Type => type;

        public Expression? Group => group;
    }

    internal sealed class SetLiteral(SourceSpan span, Expression[] elements) : Expression(span, Deeper(elements))
    {
        public Expression[] Elements => elements;
    }

    internal sealed class RecordLiteral(SourceSpan span, string[] names, Expression[] values) : Expression(span, Deeper(values))
    {
        public string[] Names => names;

        public Expression[] Values => values;
    }

    /// <summary>A call of an extension function, whether written as function or as method; a method's first argument is its receiver.</summary>
    internal sealed class ExtensionCall(SourceSpan span, Extensions.ExtensionFunction function, Expression[] arguments) : Expression(span, Deeper(arguments))
    {
        public Extensions.ExtensionFunction Function => function;

        public Expression[] Arguments => arguments;
    }
}
