namespace AgentConsole.Domain.Risk;

/// <summary>The bounds of the Risk room.</summary>
public static class RiskLimits
{
    public const int TableBytesMax = 32 * 1024;
    public const int NoteLengthMax = 500;
    public const int ChangesLengthMax = 2_000;
    /// <summary>Versions that the page lists.</summary>
    public const int VersionsShownMax = 50;
}
