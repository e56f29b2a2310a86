namespace AgentConsole.Cedar.Values;

/// <summary>Says which .NET strings are Unicode text; Cedar's strings hold no half of a surrogate pair.</summary>
internal static class Utf16
{
    public static string Checked(string text) =>
        IsWhole(text) ? text : throw new ArgumentException("The text holds half of a surrogate pair.", nameof(text));

    public static bool IsWhole(ReadOnlySpan<char> text) => IndexOfHalf(text) < 0;

    public static int IndexOfHalf(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0 && at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])) return at;
            at++;
        }

        return -1;
    }
}
