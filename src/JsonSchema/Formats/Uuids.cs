namespace AgentConsole.JsonSchema.Formats;

/// <summary>UUIDs as RFC 4122 writes them, of any version and variant.</summary>
internal static class Uuids
{
    public static bool IsUuid(ReadOnlySpan<char> text)
    {
        if (text.Length != 36) return false;
        for (var at = 0; at < text.Length; at++)
        {
            if (at is 8 or 13 or 18 or 23 ? text[at] != '-' : !char.IsAsciiHexDigit(text[at])) return false;
        }

        return true;
    }
}
