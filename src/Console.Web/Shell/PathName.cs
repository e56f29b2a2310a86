namespace AgentConsole.Web.Shell;

/// <summary>Reads a name out of a segment of a path.</summary>
internal static class PathName
{
    /// <summary>A slash in a name comes encoded, since it would end the segment, and the server leaves this one escape as it came.</summary>
    public static string Of(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
