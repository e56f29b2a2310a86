namespace AgentConsole.Infrastructure.Tools;

/// <summary>The bounds of what this node remembers of tools and agents.</summary>
public static class CacheLimits
{
    /// <summary>Contract versions kept besides the current ones.</summary>
    public const int PinnedContractsMax = 256;

    /// <summary>How long a reload waits after the database was not there.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
}
