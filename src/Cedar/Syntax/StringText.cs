using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace AgentConsole.Cedar.Syntax;

/// <summary>Reads and writes the text between quotes, with its escapes.</summary>
internal static class StringText
{
    private const int EscapeDigitsMax = 6;

    /// <summary>Reads what stands between the quotes.</summary>
    public static bool TryUnescape(ReadOnlySpan<char> inner, [NotNullWhen(true)] out string? text, out int problemAt)
    {
        text = null;
        problemAt = -1;
        if (!inner.ContainsAny('\\', '\r'))
        {
            text = inner.ToString();
            return true;
        }

        var built = new StringBuilder(inner.Length);
        for (var at = 0; at < inner.Length;)
        {
            if (!TryTake(inner, ref at, out var rune, out problemAt)) return false;
            Append(built, rune);
        }

        text = built.ToString();
        return true;
    }

    /// <summary>Reads what stands between the quotes of a pattern, where <c>*</c> is a wildcard and <c>\*</c> a star.</summary>
    public static bool TryUnescapePattern(ReadOnlySpan<char> inner, [NotNullWhen(true)] out LikePattern? pattern, out int problemAt)
    {
        pattern = null;
        problemAt = -1;
        var pieces = new List<string?>();
        var built = new StringBuilder();
        for (var at = 0; at < inner.Length;)
        {
            if (inner[at] == '*')
            {
                if (built.Length > 0) pieces.Add(built.ToString());
                built.Clear();
                pieces.Add(null);
                at++;
            }
            else if (inner[at..].StartsWith("\\*"))
            {
                built.Append('*');
                at += 2;
            }
            else
            {
                if (!TryTake(inner, ref at, out var rune, out problemAt)) return false;
                Append(built, rune);
            }
        }

        if (built.Length > 0) pieces.Add(built.ToString());
        pattern = new LikePattern([.. pieces]);
        return true;
    }

    public static string Quote(string text)
    {
        var built = new StringBuilder(text.Length + 2).Append('"');
        Escape(text, built, isPattern: false);
        return built.Append('"').ToString();
    }

    public static string Quote(LikePattern pattern)
    {
        var built = new StringBuilder().Append('"');
        foreach (var piece in pattern.Pieces)
        {
            if (piece is null) built.Append('*');
            else Escape(piece, built, isPattern: true);
        }

        return built.Append('"').ToString();
    }

    private static void Escape(string text, StringBuilder built, bool isPattern)
    {
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' => built.Append("\\\""),
                '\\' => built.Append("\\\\"),
                '\n' => built.Append("\\n"),
                '\r' => built.Append("\\r"),
                '\t' => built.Append("\\t"),
                '\0' => built.Append("\\0"),
                '*' when isPattern => built.Append("\\*"),
                // What cannot be seen, or turns the line's direction, is written by its number.
                _ when NeedsNumber(letter) => built.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)letter:x}}}"),
                _ => built.Append(letter),
            };
        }
    }

    private static bool NeedsNumber(char letter) => char.GetUnicodeCategory(letter)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static void Append(StringBuilder built, int rune)
    {
        if (rune < 0x10000) built.Append((char)rune);
        else built.Append(char.ConvertFromUtf32(rune));
    }

    private static bool TryTake(ReadOnlySpan<char> inner, ref int at, out int rune, out int problemAt)
    {
        problemAt = at;
        rune = inner[at++];
        if (rune == '\r') return false; // only as an escape
        if (rune != '\\') return true;
        if (at == inner.Length) return false;
        switch (inner[at++])
        {
            case 'n': rune = '\n'; return true;
            case 'r': rune = '\r'; return true;
            case 't': rune = '\t'; return true;
            case '0': rune = '\0'; return true;
            case '\\': rune = '\\'; return true;
            case '\'': rune = '\''; return true;
            case '"': rune = '"'; return true;
            case 'x': return TryTakeByte(inner, ref at, out rune);
            case 'u': return TryTakeNumber(inner, ref at, out rune);
            default: return false;
        }
    }

    private static bool TryTakeByte(ReadOnlySpan<char> inner, ref int at, out int rune)
    {
        rune = 0;
        if (at + 2 > inner.Length || !char.IsAsciiHexDigit(inner[at]) || !char.IsAsciiHexDigit(inner[at + 1])) return false;
        rune = (HexOf(inner[at]) * 16) + HexOf(inner[at + 1]);
        at += 2;
        return rune < 0x80;
    }

    private static bool TryTakeNumber(ReadOnlySpan<char> inner, ref int at, out int rune)
    {
        rune = 0;
        var digits = 0;
        if (at == inner.Length || inner[at++] != '{') return false;
        while (at < inner.Length && inner[at] != '}')
        {
            var digit = inner[at++];
            if (digit == '_' && digits > 0) continue;
            if (!char.IsAsciiHexDigit(digit) || ++digits > EscapeDigitsMax) return false;
            rune = (rune * 16) + HexOf(digit);
        }

        if (at == inner.Length || digits == 0) return false;
        at++;
        return Rune.IsValid(rune);
    }

    private static int HexOf(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
