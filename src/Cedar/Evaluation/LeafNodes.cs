using AgentConsole.Cedar.Syntax;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Evaluation;

internal sealed class ConstantNode(SourceSpan span, CedarValue constant) : EvaluationNode(span)
{
    public CedarValue Constant => constant;

    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value) => Give(constant, out value);
}

internal sealed class VariableNode(SourceSpan span, VariableName name) : EvaluationNode(span)
{
    public override bool Evaluate(ref EvaluationFrame frame, out CedarValue value)
    {
        value = name switch
        {
            VariableName.Principal => frame.Principal,
            VariableName.Action => frame.Action,
            VariableName.Resource => frame.Resource,
            VariableName.Context => frame.Context,
        };
        return true;
    }
}
