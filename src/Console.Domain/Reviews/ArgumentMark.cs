namespace AgentConsole.Domain.Reviews;

/// <summary>What the contract says that an argument is, where a reviewer must look first.</summary>
public enum ArgumentMark
{
    Money,
    Currency,
    Recipient,
    Target,
}
