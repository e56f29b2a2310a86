namespace AgentConsole.Domain.Tools;

/// <summary>The bounds of the Tools room.</summary>
public static class ToolLimits
{
    public const int VersionMax = 1_000_000;
    public const int DescriptionLengthMax = 4_000;
    public const int SentenceLengthMax = 300;
    public const int PerMinuteMax = 1_000_000;
    public const int DocumentBytesMax = 256 * 1024;
    public const int EnvironmentsMax = 20;
    public const int PointerLengthMax = 500;
    public const int RedactPathsMax = 100;
    public const int TimeoutSecondsDefault = 30;
    public const int TimeoutSecondsMax = 600;
    public const int PreviewFieldsMax = 50;
    public const int PreviewTimeoutSeconds = 3;
    public const int SnapshotLengthMax = 16 * 1024;
}
