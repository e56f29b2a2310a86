namespace AgentConsole.Cedar.Syntax;

internal enum VariableName
{
    Principal,
    Action,
    Resource,
    Context,
}
