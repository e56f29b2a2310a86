namespace AgentConsole.JsonSchema.Formats;

/// <summary>JSON pointers (RFC 6901) and relative ones.</summary>
internal static class Pointers
{
    public static bool IsPointer(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return true;
        if (text[0] != '/') return false;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '~' && (++at == text.Length || text[at] is not ('0' or '1'))) return false;
        }

        return true;
    }

    public static bool IsRelative(ReadOnlySpan<char> text)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        if (digits < 0) digits = text.Length;
        if (digits == 0 || (digits > 1 && text[0] == '0')) return false;
        return text[digits..] is ['#'] || IsPointer(text[digits..]);
    }
}
