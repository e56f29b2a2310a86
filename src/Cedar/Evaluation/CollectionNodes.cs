using AgentConsole.Cedar.Extensions;
using AgentConsole.Cedar.Syntax;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Evaluation;

internal sealed class SetNode(SourceSpan span, EvaluationNode[] elements) : EvaluationNode(span)
{
    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value)
    {
        value = default;
        var values = new CedarValue[elements.Length];
        for (var at = 0; at < elements.Length; at++)
        {
            if (!elements[at].Evaluate(ref frame, out values[at])) return false;
        }

        return Give(CedarValue.Set(CedarSet.Of(values.AsSpan())), out value);
    }
}

/// <summary>A record whose names are in ordinal order already.</summary>
internal sealed class RecordNode(SourceSpan span, string[] names, EvaluationNode[] members) : EvaluationNode(span)
{
    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value)
    {
        value = default;
        var values = new CedarValue[members.Length];
        for (var at = 0; at < members.Length; at++)
        {
            if (!members[at].Evaluate(ref frame, out values[at])) return false;
        }

        return Give(CedarValue.Record(CedarRecord.OfSorted(names, values)), out value);
    }
}

internal sealed class IsEmptyNode(SourceSpan span, EvaluationNode argument) : EvaluationNode(span)
{
    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value)
    {
        value = default;
        if (!argument.Evaluate(ref frame, out var found)) return false;
        return found.TryGetSet(out var set) ? Give(set.Count == 0, out value) : frame.FailType(argument.Span, "set", found);
    }
}

internal sealed class ContainsNode(SourceSpan span, BinaryOperator op, EvaluationNode left, EvaluationNode right) : EvaluationNode(span)
{
    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value)
    {
        value = default;
        if (!left.Evaluate(ref frame, out var first) || !right.Evaluate(ref frame, out var second)) return false;
        if (!first.TryGetSet(out var set)) return frame.FailType(left.Span, "set", first);
        if (op == BinaryOperator.Contains) return Give(set.Contains(second), out value);
        if (!second.TryGetSet(out var others)) return frame.FailType(right.Span, "set", second);
        return Give(op == BinaryOperator.ContainsAll ? set.ContainsAll(others) : set.ContainsAny(others), out value);
    }
}

internal sealed class ExtensionNode(SourceSpan span, ExtensionFunction function, EvaluationNode[] arguments) : EvaluationNode(span)
{
    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value)
    {
        value = default;
        if (arguments.Length > Two.Length) return EvaluateMany(ref frame);
        var values = default(Two);
        for (var at = 0; at < arguments.Length; at++)
        {
            if (!arguments[at].Evaluate(ref frame, out values[at])) return false;
        }

        if (function.Call(((Span<CedarValue>)values)[..arguments.Length], out var problem) is not { } result) return frame.Fail(Span, $"{problem}.");
        value = result;
        return true;
    }

    // No function takes so many: what remains is to find the first argument that fails by itself.
    private bool EvaluateMany(ref EvaluationFrame frame)
    {
        foreach (var argument in arguments)
        {
            if (!argument.Evaluate(ref frame, out _)) return false;
        }

        function.Call(new CedarValue[arguments.Length], out var problem);
        return frame.Fail(Span, $"{problem}.");
    }

    [System.Runtime.CompilerServices.InlineArray(Length)]
    private struct Two
    {
        public const int Length = 2;
        private CedarValue _first;
    }
}
