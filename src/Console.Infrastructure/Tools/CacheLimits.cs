namespace AgentConsole.Infrastructure.Tools;

/// <summary>The bounds of what this node remembers of tools.</summary>
public static class CacheLimits
{
    /// <summary>Contract versions kept besides the current ones.</summary>
    public const int PinnedContractsMax = 256;
}
