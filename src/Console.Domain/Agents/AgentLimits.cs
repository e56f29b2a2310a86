namespace AgentConsole.Domain.Agents;

/// <summary>The bounds of the Agents room.</summary>
public static class AgentLimits
{
    public const int NameLengthMax = 100;
    public const int DescriptionLengthMax = 4_000;
    public const int DocumentBytesMax = 512 * 1024;
    public const int ManifestEntriesMax = 500;
    public const int ManifestBytesMax = 256 * 1024;
    public const int ReasonLengthMax = 500;
}
