namespace AgentConsole.Domain.Telemetry;

/// <summary>Makes a text that somebody sent fit a column of the store.</summary>
public static class TraceText
{
    /// <summary>Cut where it is too long, and without the one character that PostgreSQL keeps in no text.</summary>
    public static string Of(string text, int lengthMax) =>
        ShortText.Of(text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '\uFFFD') : text, lengthMax);
}
