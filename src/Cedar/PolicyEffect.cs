namespace AgentConsole.Cedar;

/// <summary>What a satisfied policy does.</summary>
public enum PolicyEffect
{
    Permit,
    Forbid,
}
