using AgentConsole.Cedar.Syntax;

namespace AgentConsole.Cedar.Validation;

/// <summary>A template's slot, where the checker reads a scope as an expression.</summary>
internal sealed class SlotExpression(SourceSpan span, bool isPrincipal) : Expression(span, 1)
{
    public bool IsPrincipal => isPrincipal;
}
