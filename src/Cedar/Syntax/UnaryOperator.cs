namespace AgentConsole.Cedar.Syntax;

internal enum UnaryOperator
{
    Not,
    Negate,
    IsEmpty,
}
