using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Evaluation;

/// <summary>A part of a compiled condition. It answers false when it fails, and the frame says why: errors are common and must be cheap.</summary>
internal abstract class EvaluationNode(SourceSpan span)
{
    public SourceSpan Span { get; } = span;

    public abstract bool Evaluate(ref EvaluationFrame frame, out CedarValue value);

    public bool EvaluateBool(ref EvaluationFrame frame, out bool value)
    {
        value = false;
        return Evaluate(ref frame, out var result) && (result.TryGetBool(out value) || frame.FailType(Span, "bool", result));
    }

    protected static bool Give(CedarValue given, out CedarValue value)
    {
        value = given;
        return true;
    }

    protected static bool Give(bool given, out CedarValue value) => Give(CedarValue.Bool(given), out value);
}
