namespace AgentConsole.JsonSchema.Patterns;

/// <summary>What stands after a backslash, when it stands for characters.</summary>
internal static class EscapeSets
{
    private static readonly CodePointSet digits = CodePointSet.Of(('0', '9'));
    private static readonly CodePointSet words = CodePointSet.Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    private static readonly CodePointSet spaces = CodePointSet.Of(
        ('\t', '\r'), (' ', ' '), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000),
        (0xFEFF, 0xFEFF));

    public static CodePointSet AnyButLineEnds { get; } = CodePointSet.Of(('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029)).Complement();

    /// <summary>Reads the rest of an escape; a set of one is that character.</summary>
    public static CodePointSet Parse(PatternReader reader)
    {
        if (reader.IsAtEnd) throw reader.Error("nothing follows a backslash");
        var letter = reader.Next();
        return letter switch
        {
            'd' => digits,
            'D' => digits.Complement(),
            'w' => words,
            'W' => words.Complement(),
            's' => spaces,
            'S' => spaces.Complement(),
            'p' => ParseProperty(reader),
            'P' => ParseProperty(reader).Complement(),
            't' => CodePointSet.One('\t'),
            'n' => CodePointSet.One('\n'),
            'v' => CodePointSet.One('\v'),
            'f' => CodePointSet.One('\f'),
            'r' => CodePointSet.One('\r'),
            '0' when reader.Number() is null => CodePointSet.One(0),
            'c' => ParseControl(reader),
            'x' => CodePointSet.One(reader.Hex(2) ?? throw reader.Error("\\x needs two hexadecimal digits")),
            'u' => CodePointSet.One(ParseUnicode(reader)),
            _ when IsPunctuation(letter) => CodePointSet.One(letter),
            _ => throw reader.Error("ECMAScript does not know this escape"),
        };
    }

    private static bool IsPunctuation(int letter) => letter > 0x7F || !char.IsAsciiLetterOrDigit((char)letter);

    private static CodePointSet ParseControl(PatternReader reader)
    {
        var letter = reader.IsAtEnd ? 0 : reader.Next();
        return letter <= 0x7F && char.IsAsciiLetter((char)letter) ? CodePointSet.One(letter % 32) : throw reader.Error("\\c needs a letter");
    }

    private static int ParseUnicode(PatternReader reader)
    {
        if (reader.Take('{'))
        {
            var digits = reader.Until('}');
            var inner = new PatternReader(digits.TrimStart('0').PadLeft(1, '0'));
            return digits.Length > 0 && inner.Hex(digits.TrimStart('0').PadLeft(1, '0').Length) is { } point and <= CodePointSet.Last
                ? point
                : throw reader.Error("\\u{} needs a code point");
        }

        var first = reader.Hex(4) ?? throw reader.Error("\\u needs four hexadecimal digits");
        var mark = reader.Mark();
        if (first is >= 0xD800 and <= 0xDBFF && reader.Take("\\u") && reader.Hex(4) is >= 0xDC00 and <= 0xDFFF and var second)
        {
            return char.ConvertToUtf32((char)first, (char)second);
        }

        reader.Return(mark);
        return first;
    }

    private static CodePointSet ParseProperty(PatternReader reader)
    {
        if (!reader.Take('{')) throw reader.Error("\\p needs the name of a property in braces");
        return UnicodeProperties.Find(reader.Until('}')) ?? throw reader.Error("this Unicode property is not known here");
    }
}
