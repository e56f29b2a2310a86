namespace AgentConsole.Domain.Tools;

/// <summary>Who runs a released proposal.</summary>
public enum Executor
{
    Agent,
    Console,
}
