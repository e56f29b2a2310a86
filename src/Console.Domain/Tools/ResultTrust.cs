namespace AgentConsole.Domain.Tools;

/// <summary>Whether what a tool brings back may be believed; untrusted is what others can write into.</summary>
public enum ResultTrust
{
    Untrusted,
    Trusted,
}
