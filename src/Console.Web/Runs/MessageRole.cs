namespace AgentConsole.Web.Runs;

/// <summary>Who said a message that a run begins with.</summary>
internal enum MessageRole
{
    User,
    Assistant,
    System,
    Tool,
}
