namespace AgentConsole.Domain.Agents;

/// <summary>The bounds of the Agents room.</summary>
public static class AgentLimits
{
    public const int NameLengthMax = 100;
    public const int DescriptionLengthMax = 4_000;
    public const int DocumentBytesMax = 512 * 1024;
    public const int ManifestEntriesMax = 500;
    public const int ManifestBytesMax = 256 * 1024;
    /// <summary>How many proposals a stop or a resume takes at a time, and how often; one transaction holds them all.</summary>
    public const int StopBatchMax = 500;
    public const int StopBatchesMax = 100;
    /// <summary>How long a stop may take until nothing passes any more.</summary>
    public const int StopMsMax = 1_000;
    public const int DrillHoursMax = 24 * 366;
    /// <summary>How often it is looked whether a drill is due.</summary>
    public const int DrillLookSeconds = 600;
    /// <summary>Drills and earlier stops that are shown; the ledger has all of them.</summary>
    public const int StopsShownMax = 100;
    public const int ReasonLengthMax = 500;
    public const int ReasonBytesMax = 8 * 1024;
}
