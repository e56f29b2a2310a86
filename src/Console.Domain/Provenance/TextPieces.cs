using System.Globalization;
using System.Text;

namespace AgentConsole.Domain.Provenance;

/// <summary>
/// A text as words in order, with the numbers and dates among them in one spelling: case, accents, invisible characters,
/// punctuation and the separators inside an id make no difference.
/// </summary>
internal sealed class TextPieces
{
    private const string Accented = "àáâãäåāăąçćčďđèéêëēęěìíîïīłñńňòóôõöøōőřśšșťțùúûüūůűýÿźżž";
    private const string Plain = "aaaaaaaaacccddeeeeeeeiiiiilnnnoooooooorsssttuuuuuuuyyzzz";

    private readonly List<Word> _words = [];
    private readonly List<(int At, string Number)> _numbers = [];

    private TextPieces() { }

    public IReadOnlyList<Word> Words => _words;

    /// <summary>Numbers in their shortest decimal spelling, each with the count of words before it.</summary>
    public IReadOnlyList<(int At, string Number)> Numbers => _numbers;

    public bool IsCut { get; private set; }

    public static TextPieces Of(string text, int lengthMax)
    {
        var pieces = new TextPieces { IsCut = text.Length > lengthMax };
        var folded = Folded(pieces.IsCut ? text.AsSpan(0, lengthMax) : text);
        // The last word may be half of one, and half a word is another word.
        if (pieces.IsCut) folded = folded[..(folded.AsSpan().LastIndexOfAnyExceptInRange('0', 'z') + 1)];
        pieces.Read(folded);
        return pieces;
    }

    /// <summary>The words from <paramref name="start"/> on as one, without what separates them but for points and the like between digits.</summary>
    public string Joined(int start, int count)
    {
        if (count == 1) return _words[start].Text;
        var joined = new StringBuilder(_words[start].Text);
        for (var at = start + 1; at < start + count; at++)
        {
            if (_words[at].Joint != default) joined.Append(_words[at].Joint);
            joined.Append(_words[at].Text);
        }

        return joined.ToString();
    }

    private void Read(string text)
    {
        var gap = 0;
        for (var at = 0; at < text.Length;)
        {
            var length = WordLength(text.AsSpan(at));
            if (length == 0)
            {
                at += GapLength(text.AsSpan(at));
                continue;
            }

            if (char.IsAsciiDigit(text[at]) && (at == gap || at == 0 || !IsInsideNumber(text, at))) ReadNumber(text, at);
            var isGlued = _words.Count > 0 && at - gap == 1 && !char.IsWhiteSpace(text[gap]);
            var joint = isGlued && text[gap] is '.' or ',' or ':' or '/' && char.IsAsciiDigit(text[gap - 1]) && char.IsAsciiDigit(text[at]) ? text[gap] : default;
            _words.Add(new(text.Substring(at, length), joint, _words.Count == 0 || text.AsSpan(gap, at - gap).IndexOfAny(" \n\t\r") >= 0));
            at += length;
            gap = at;
        }
    }

    // The digits behind a point belong to the number before it.
    private static bool IsInsideNumber(string text, int at) =>
        at >= 2 && text[at - 1] is '.' or ',' && char.IsAsciiDigit(text[at - 2]);

    private void ReadNumber(string text, int at)
    {
        if (at > 0 && char.IsLetterOrDigit(text[at - 1])) return;
        var end = at;
        while (end < text.Length && (char.IsAsciiDigit(text[end])
            || (text[end] is '.' or ',' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])))) end++;
        foreach (var number in NumberSpelling.ReadingsOf(text.AsSpan(at, end - at))) _numbers.Add((_words.Count, number));
    }

    private static int WordLength(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && Rune.DecodeFromUtf16(rest[length..], out var rune, out var taken) == System.Buffers.OperationStatus.Done && Rune.IsLetterOrDigit(rune))
        {
            // Scripts without blanks: each character is a word, or a sentence would be one.
            if (IsUnspaced(rune.Value)) return length == 0 ? taken : length;
            length += taken;
        }

        return length;
    }

    // What JSON and the like write for a line end is no letter of the next word.
    private static int GapLength(ReadOnlySpan<char> rest) =>
        rest is ['\\', 'n' or 'r' or 't' or '"' or '\'' or '\\', ..] ? 2 : char.IsHighSurrogate(rest[0]) && rest.Length > 1 ? 2 : 1;

    private static bool IsUnspaced(int value) => value
        is (>= 0x0e00 and <= 0x0eff) or (>= 0x1000 and <= 0x109f) or (>= 0x1780 and <= 0x17ff) or (>= 0x3040 and <= 0x30ff) or (>= 0x3400 and <= 0x9fff)
        or (>= 0xf900 and <= 0xfaff) or (>= 0x20000 and <= 0x3ffff);

    // The process runs without tables for normal forms, so what matters in practice is folded here.
    private static string Folded(ReadOnlySpan<char> text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii) folded.Append(char.ToLowerInvariant((char)rune.Value));
            else if (rune.Value is >= 0xff01 and <= 0xff5e) folded.Append(char.ToLowerInvariant((char)(rune.Value - 0xfee0)));
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
                folded.Append(WithoutAccent(Rune.ToLowerInvariant(rune)));
        }

        return folded.ToString();
    }

    private static string WithoutAccent(Rune lower) =>
        lower.IsBmp && Accented.IndexOf((char)lower.Value, StringComparison.Ordinal) is >= 0 and var at ? Plain[at].ToString() : lower.ToString();

    /// <summary>One word, what stands between it and the one before where both are digits, and whether a blank does.</summary>
    internal readonly record struct Word(string Text, char Joint, bool IsAfterBlank)
    {
        public bool HasDigit => Text.AsSpan().IndexOfAnyInRange('0', '9') >= 0;
        public bool IsDigits => !Text.AsSpan().ContainsAnyExceptInRange('0', '9');
    }
}
