namespace AgentConsole.JsonSchema.Keywords.Numbers;

internal enum BoundKind
{
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
}
