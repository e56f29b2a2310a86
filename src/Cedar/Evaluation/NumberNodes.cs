using AgentConsole.Cedar.Syntax;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Evaluation;

internal sealed class ArithmeticNode(SourceSpan span, BinaryOperator op, EvaluationNode left, EvaluationNode right) : EvaluationNode(span)
{
    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value)
    {
        value = default;
        if (!left.Evaluate(ref frame, out var first) || !right.Evaluate(ref frame, out var second)) return false;
        if (!first.TryGetLong(out var a)) return frame.FailType(left.Span, "long", first);
        if (!second.TryGetLong(out var b)) return frame.FailType(right.Span, "long", second);
        var result = op switch
        {
            BinaryOperator.Add => (Int128)a + b,
            BinaryOperator.Subtract => (Int128)a - b,
            _ => (Int128)a * b,
        };
        return result >= long.MinValue && result <= long.MaxValue
            ? Give(CedarValue.Long((long)result), out value)
            : frame.Fail(Span, $"Overflow: {a} {op.Spelling()} {b} does not fit into 64 bits.");
    }
}

internal sealed class NegateNode(SourceSpan span, EvaluationNode argument) : EvaluationNode(span)
{
    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value)
    {
        value = default;
        if (!argument.Evaluate(ref frame, out var found)) return false;
        if (!found.TryGetLong(out var number)) return frame.FailType(argument.Span, "long", found);
        return number == long.MinValue ? frame.Fail(Span, $"Overflow: -({number}) does not fit into 64 bits.") : Give(CedarValue.Long(-number), out value);
    }
}

/// <summary>The four comparisons: of two longs, two datetimes or two durations.</summary>
internal sealed class CompareNode(SourceSpan span, BinaryOperator op, EvaluationNode left, EvaluationNode right) : EvaluationNode(span)
{
    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value)
    {
        value = default;
        if (!left.Evaluate(ref frame, out var first) || !right.Evaluate(ref frame, out var second)) return false;
        if (!CanCompare(first.Kind)) return frame.FailType(left.Span, "long, datetime or duration", first);
        if (second.Kind != first.Kind) return frame.FailType(right.Span, first.KindName, second);
        return Give(op switch
        {
            BinaryOperator.Less => first.Bits < second.Bits,
            BinaryOperator.LessOrEqual => first.Bits <= second.Bits,
            BinaryOperator.Greater => first.Bits > second.Bits,
            _ => first.Bits >= second.Bits,
        }, out value);
    }

    private static bool CanCompare(CedarKind kind) => kind is CedarKind.Long or CedarKind.DateTime or CedarKind.Duration;
}
