namespace AgentConsole.Domain.Policies;

/// <summary>What evaluated the policies.</summary>
public enum PolicyEngine
{
    /// <summary>No engine: the console's own rule for when no policy set is published.</summary>
    Console,
    Cedar,
    Opa,
}
