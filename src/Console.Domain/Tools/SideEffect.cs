namespace AgentConsole.Domain.Tools;

/// <summary>What using a tool does to the world.</summary>
public enum SideEffect
{
    Read,
    Write,
    Irreversible,
}
