using System.Globalization;
using System.Text;

namespace AgentConsole.JsonSchema.Patterns;

/// <summary>Reads the text of a pattern code point by code point.</summary>
internal sealed class PatternReader(string text)
{
    private int at;

    public bool IsAtEnd => at == text.Length;

    /// <summary>Whether the next character is this one.</summary>
    public bool Sees(char expected) => at < text.Length && text[at] == expected;

    public bool Take(char expected)
    {
        if (!Sees(expected)) return false;
        at++;
        return true;
    }

    public bool Take(string expected)
    {
        if (string.CompareOrdinal(text, at, expected, 0, expected.Length) != 0) return false;
        at += expected.Length;
        return true;
    }

    public int Next()
    {
        var rune = Rune.TryGetRuneAt(text, at, out var whole) ? whole : throw Error("it ends too early, or half a character stands in it");
        at += rune.Utf16SequenceLength;
        return rune.Value;
    }

    public int Mark() => at;

    public void Return(int mark) => at = mark;

    /// <summary>A number in decimal digits, capped; null if there is none.</summary>
    public int? Number()
    {
        var first = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        if (first == at) return null;
        return int.TryParse(text.AsSpan(first, at - first), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
    }

    /// <summary>Exactly so many hexadecimal digits, or null, with nothing taken.</summary>
    public int? Hex(int length)
    {
        if (at + length > text.Length) return null;
        if (!int.TryParse(text.AsSpan(at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return null;
        at += length;
        return value;
    }

    /// <summary>What stands before a closing character, which is taken too.</summary>
    public string Until(char end)
    {
        var close = text.IndexOf(end, at);
        if (close < 0) throw Error($"a '{end}' is missing");
        var found = text[at..close];
        at = close + 1;
        return found;
    }

    public FormatException Error(string problem) => new(string.Create(CultureInfo.InvariantCulture, $"{problem} (at character {at})."));
}
