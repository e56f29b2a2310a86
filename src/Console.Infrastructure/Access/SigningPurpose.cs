namespace AgentConsole.Infrastructure.Access;

/// <summary>What a signing key is for.</summary>
public enum SigningPurpose
{
    Grant,
    LedgerHead,
}
