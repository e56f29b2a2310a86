namespace AgentConsole.JsonSchema.Formats;

/// <summary>Host names (RFC 1123), and internationalized ones (RFC 5890 and following).</summary>
internal static class HostNames
{
    private const int NameLengthMax = 253;
    private const int LabelLengthMax = 63;
    private const string AsciiPrefix = "xn--";

    // The dot, and the three others that people type for it.
    private const string Separators = ".\u3002\uFF0E\uFF61";

    public static bool IsHostName(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('\0', '\x7F') && IsName(text, ".");

    public static bool IsInternational(ReadOnlySpan<char> text) => IsName(text, Separators);

    /// <summary>Letters, digits and hyphens between dots; in mail, whatever is not ASCII counts as a letter.</summary>
    public static bool HasLabels(ReadOnlySpan<char> text, bool isInternational)
    {
        if (text.Length > NameLengthMax) return false;
        foreach (var part in text.Split('.'))
        {
            var label = text[part];
            if (label.Length is < 1 or > LabelLengthMax || label[0] == '-' || label[^1] == '-') return false;
            foreach (var character in label)
            {
                if (!char.IsAsciiLetterOrDigit(character) && character != '-' && !(isInternational && character > 0x7F)) return false;
            }
        }

        return true;
    }

    private static bool IsName(ReadOnlySpan<char> text, string separators)
    {
        var labels = new List<int[]>();
        // One for each separator, and none after the last label.
        var length = -1;
        foreach (var part in text.SplitAny(separators))
        {
            if (ReadLabel(text[part], out var asciiLength) is not { } label) return false;
            length += asciiLength + 1;
            if (length > NameLengthMax) return false;
            labels.Add(label);
        }

        return !labels.Any(BidiRule.IsRightToLeft) || labels.All(BidiRule.Allows);
    }

    /// <summary>The code points of a label, decoded; null if it is no label.</summary>
    private static int[]? ReadLabel(ReadOnlySpan<char> label, out int asciiLength)
    {
        asciiLength = label.Length;
        if (label.Length is < 1 or > LabelLengthMax || label[0] == '-' || label[^1] == '-') return null;
        if (label.ContainsAnyExceptInRange('\0', '\x7F'))
        {
            if (CodePoints(label) is not { } points || !UnicodeLabel.IsValid(points) || Punycode.Encode(points) is not { } encoded) return null;
            asciiLength = AsciiPrefix.Length + encoded.Length;
            return asciiLength <= LabelLengthMax ? points : null;
        }

        if (label.StartsWith(AsciiPrefix, StringComparison.OrdinalIgnoreCase)) return ReadEncoded(label[AsciiPrefix.Length..]);
        return HasLabels(label, isInternational: false) ? CodePoints(label) : null;
    }

    private static int[]? ReadEncoded(ReadOnlySpan<char> encoded)
    {
        if (Punycode.Decode(encoded) is not { } points || !points.Any(point => point > 0x7F) || !UnicodeLabel.IsValid(points)) return null;
        // What does not come back the same was not written by the rules.
        return Punycode.Encode(points) is { } again && encoded.Equals(again, StringComparison.OrdinalIgnoreCase) ? points : null;
    }

    private static int[]? CodePoints(ReadOnlySpan<char> text)
    {
        var points = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == System.Text.Rune.ReplacementChar) return null;
            points.Add(rune.Value);
        }

        return [.. points];
    }
}
