using AgentConsole.Cedar.Syntax;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Evaluation;

internal sealed class LogicalNode(SourceSpan span, bool isAnd, EvaluationNode[] operands) : EvaluationNode(span)
{
    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value)
    {
        value = default;
        foreach (var operand in operands)
        {
            if (!operand.EvaluateBool(ref frame, out var holds)) return false;
            if (holds != isAnd) return Give(holds, out value);
        }

        return Give(isAnd, out value);
    }
}

internal sealed class ConditionalNode(SourceSpan span, EvaluationNode test, EvaluationNode then, EvaluationNode otherwise) : EvaluationNode(span)
{
    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value)
    {
        value = default;
        return test.EvaluateBool(ref frame, out var holds) && (holds ? then : otherwise).Evaluate(ref frame, out value);
    }
}

internal sealed class EqualNode(SourceSpan span, bool isNegated, EvaluationNode left, EvaluationNode right) : EvaluationNode(span)
{
    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value)
    {
        value = default;
        return left.Evaluate(ref frame, out var first) && right.Evaluate(ref frame, out var second) && Give(first.Equals(second) != isNegated, out value);
    }
}

internal sealed class NotNode(SourceSpan span, EvaluationNode argument) : EvaluationNode(span)
{
    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value)
    {
        value = default;
        return argument.EvaluateBool(ref frame, out var holds) && Give(!holds, out value);
    }
}

internal sealed class LikeNode(SourceSpan span, EvaluationNode target, LikePattern pattern) : EvaluationNode(span)
{
    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value)
    {
        value = default;
        if (!target.Evaluate(ref frame, out var found)) return false;
        return found.TryGetString(out var text) ? Give(pattern.IsMatch(text), out value) : frame.FailType(target.Span, "string", found);
    }
}
