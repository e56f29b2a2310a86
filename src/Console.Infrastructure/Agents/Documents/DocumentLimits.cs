namespace AgentConsole.Infrastructure.Agents.Documents;

/// <summary>The bounds of what can be applied in one call.</summary>
public static class DocumentLimits
{
    public const int FileBytesMax = 8 * 1024 * 1024;
    public const int FilesMax = 200;
    public const int DocumentsMax = 2_000;
    public const int DepthMax = 64;
    /// <summary>Values in one file; a small text can name very many.</summary>
    public const int NodesMax = 500_000;
}
