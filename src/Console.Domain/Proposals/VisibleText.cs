using System.Globalization;
using System.Text;

namespace AgentConsole.Domain.Proposals;

/// <summary>What somebody else wrote, made safe to read: every character that hides, reorders or piles up is shown as a label.</summary>
public sealed record VisibleText(IReadOnlyList<VisiblePart> Parts, int CharactersShown, int CharactersTotal)
{
    /// <summary>Marks beyond this many on one letter are labelled, so that they cannot run over other lines.</summary>
    public const int MarksPerLetterMax = 3;

    // Names instead of the pictures from U+2400 on: many fonts lack those, and an empty box says nothing.
    private static readonly string[] ControlNames =
    [
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "TAB", "LF", "VT", "FF", "CR", "SO", "SI",
        "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
    ];

    public bool IsCut => CharactersShown < CharactersTotal;

    /// <summary>Reads at most <paramref name="charactersMax"/> characters (code points); the total is counted all the same.</summary>
    public static VisibleText Of(string? text, int charactersMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(charactersMax);
        var total = CountOf(text);
        var parts = new List<VisiblePart>();
        var plain = new StringBuilder();
        var before = default(Before);
        var shown = 0;
        var rest = text.AsSpan();
        while (shown < charactersMax && !rest.IsEmpty)
        {
            var whole = Rune.DecodeFromUtf16(rest, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            var next = length < rest.Length ? rest[length] : default;
            if ((whole ? LabelOf(rune, before, rest[length..]) : Numbered(rest[0], "half of a character")) is { } label)
            {
                Flush();
                parts.Add(label);
            }
            else if (rune.Value != '\r' || next != '\n')
            {
                plain.Append(rest[..length]);
            }

            before = before.Then(rune);
            rest = rest[length..];
            shown++;
        }

        Flush();
        return new(parts, shown, total);

        void Flush()
        {
            if (plain.Length == 0) return;
            parts.Add(new(plain.ToString()));
            plain.Clear();
        }
    }

    private static int CountOf(string? text)
    {
        var count = 0;
        foreach (var _ in (text ?? "").EnumerateRunes()) count++;
        return count;
    }

    private static VisiblePart? LabelOf(Rune rune, Before before, ReadOnlySpan<char> after)
    {
        if (rune.Value is '\n' or '\t' or ' ') return null;
        if (rune.Value == '\r') return after is ['\n', ..] ? null : new("[CR]", "carriage return");
        if (rune.Value < ControlNames.Length) return new($"[{ControlNames[rune.Value]}]", $"control character {Number(rune.Value)}");
        if (rune.Value == 0x7f) return new("[DEL]", "control character U+007F");
        if (HiddenName(rune.Value) is { } hidden) return IsPartOfPicture(rune, before, after) ? null : Numbered(rune.Value, hidden);
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control => Numbered(rune.Value, "control character"),
            UnicodeCategory.Format => Numbered(rune.Value, "invisible format character"),
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => Numbered(rune.Value, "line separator"),
            UnicodeCategory.SpaceSeparator => Numbered(rune.Value, "unusual space"),
            UnicodeCategory.PrivateUse => Numbered(rune.Value, "private character, looks different everywhere"),
            UnicodeCategory.OtherNotAssigned => Numbered(rune.Value, "no character is assigned here"),
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark when before.Marks >= MarksPerLetterMax
                => Numbered(rune.Value, "one mark too many on a letter"),
            _ => null,
        };
    }

    private static string? HiddenName(int value) => value switch
    {
        0x061c => "Arabic letter mark, changes the reading direction",
        0x200e => "left-to-right mark",
        0x200f => "right-to-left mark",
        0x202a => "left-to-right embedding, changes the reading direction",
        0x202b => "right-to-left embedding, changes the reading direction",
        0x202c => "end of a direction change",
        0x202d => "left-to-right override, changes the reading direction",
        0x202e => "right-to-left override, text after it reads backwards",
        0x2066 => "left-to-right isolate, changes the reading direction",
        0x2067 => "right-to-left isolate, changes the reading direction",
        0x2068 => "first strong isolate, changes the reading direction",
        0x2069 => "end of a direction isolate",
        0x200b => "zero-width space",
        0x200c => "zero-width non-joiner",
        0x200d => "zero-width joiner",
        0x2060 => "word joiner",
        0xfeff => "byte order mark",
        0x00ad => "soft hyphen",
        0x034f => "invisible joiner",
        0x00a0 => "no-break space",
        0x202f => "narrow no-break space",
        0x115f or 0x1160 or 0x3164 or 0xffa0 => "blank letter",
        0x17b4 or 0x17b5 or 0x180b or 0x180c or 0x180d or 0x180f => "invisible mark",
        0x2800 => "blank Braille cell",
        >= 0xfe00 and <= 0xfe0f or >= 0xe0100 and <= 0xe01ef => "variation selector",
        >= 0xe0000 and <= 0xe007f => "invisible tag",
        _ => null,
    };

    // A joiner between two pictures, and one selector behind a picture, make an emoji; anywhere else they hide something.
    private static bool IsPartOfPicture(Rune rune, Before before, ReadOnlySpan<char> after) => rune.Value switch
    {
        0xfe0e or 0xfe0f => before.IsPictureLike,
        0x200d => before.MakesPicture && Rune.DecodeFromUtf16(after, out var next, out _) == System.Buffers.OperationStatus.Done && IsPicture(next),
        _ => false,
    };

    private static bool IsPicture(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol
        && rune.Value > 0x7f;

    private static VisiblePart Numbered(int value, string name) => new($"[{Number(value)}]", name);

    private static string Number(int value) => string.Create(CultureInfo.InvariantCulture, $"U+{value:X4}");

    /// <summary>What stood before the character that is looked at.</summary>
    private readonly record struct Before(bool IsPictureLike, bool MakesPicture, int Marks)
    {
        public Before Then(Rune rune)
        {
            var picture = IsPicture(rune);
            var mark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
            return new(
                picture || rune.Value is (>= '0' and <= '9') or '#' or '*' or 0x2194 or 0x203c or 0x2049,
                picture || (MakesPicture && rune.Value == 0xfe0f),
                mark ? Marks + 1 : 0);
        }
    }
}
