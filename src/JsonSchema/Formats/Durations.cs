namespace AgentConsole.JsonSchema.Formats;

/// <summary>Durations as appendix A of RFC 3339 writes them: whole numbers, units in order and without a gap.</summary>
internal static class Durations
{
    public static bool IsDuration(ReadOnlySpan<char> text)
    {
        if (text is not ['P', .. var rest]) return false;
        var time = rest.IndexOf('T');
        if (time < 0) return IsRun(rest, "YMD") || IsRun(rest, "W");
        return (time == 0 || IsRun(rest[..time], "YMD")) && IsRun(rest[(time + 1)..], "HMS");
    }

    private static bool IsRun(ReadOnlySpan<char> text, string units)
    {
        var next = -1;
        do
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0) return false;
            var unit = units.IndexOf(text[digits], StringComparison.Ordinal);
            if (unit < 0 || (next >= 0 && unit != next)) return false;
            next = unit + 1;
            text = text[(digits + 1)..];
        }
        while (!text.IsEmpty);
        return true;
    }
}
