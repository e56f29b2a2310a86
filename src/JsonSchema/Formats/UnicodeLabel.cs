using System.Globalization;
using System.Text;

namespace AgentConsole.JsonSchema.Formats;

/// <summary>
/// What a label in Unicode may hold (RFC 5891, 5892). Which letters fold into others is told from categories and blocks, since the
/// runtime need not have normalization data; and for the same reason it is not checked that the label is in form C.
/// </summary>
internal static class UnicodeLabel
{
    public static bool IsValid(int[] label)
    {
        if (label.Length == 0 || label[0] == '-' || label[^1] == '-' || IsMark(label[0])) return false;
        if (label.Length >= 4 && label[2] == '-' && label[3] == '-') return false;
        for (var at = 0; at < label.Length; at++)
        {
            if (!(LabelContext.Judge(label, at) ?? IsAlwaysAllowed(label[at]))) return false;
        }

        return true;
    }

    private static bool IsMark(int point) => Category(point)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsAlwaysAllowed(int point) => point switch
    {
        '-' or 0xDF or 0x3C2 or 0x6FD or 0x6FE or 0xF0B or 0x3007 => true,
        0x640 or 0x7FA or 0x302E or 0x302F or (>= 0x3031 and <= 0x3035) or 0x303B => false,
        _ => Category(point) is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            && !IsIgnorable(point) && !IsOldHangul(point) && !FoldsIntoOthers(point),
    };

    private static UnicodeCategory Category(int point) => Rune.GetUnicodeCategory(new Rune(point));

    private static bool IsIgnorable(int point) => point is 0x34F or (>= 0x17B4 and <= 0x17B5) or (>= 0x180B and <= 0x180F) or 0x3164 or (>= 0xFE00 and <= 0xFE0F)
        or 0xFFA0 or (>= 0xE0000 and <= 0xE0FFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0x1D100 and <= 0x1D24F);

    private static bool IsOldHangul(int point) => point is (>= 0x1100 and <= 0x11FF) or (>= 0xA960 and <= 0xA97F) or (>= 0xD7B0 and <= 0xD7FF);

    /// <summary>Compatibility forms: ligatures, presentation forms, widths, raised letters and alphabets of mathematics.</summary>
    private static bool FoldsIntoOthers(int point) => point is 0xAA or 0xBA or 0x132 or 0x133 or 0x13F or 0x140 or 0x149 or 0x17F
        or (>= 0x1C4 and <= 0x1CC) or (>= 0x1F1 and <= 0x1F3) or (>= 0x2B0 and <= 0x2B8) or (>= 0x2E0 and <= 0x2E4)
        or 0x340 or 0x341 or 0x343 or 0x344 or 0x345 or 0x374 or 0x37A or (>= 0x3D0 and <= 0x3D6) or 0x3F0 or 0x3F1 or 0x3F2 or 0x3F5
        or 0x587 or (>= 0x675 and <= 0x678) or (>= 0x958 and <= 0x95F) or 0x9DC or 0x9DD or 0x9DF or 0xA33 or 0xA36 or (>= 0xA59 and <= 0xA5B) or 0xA5E
        or 0xB5C or 0xB5D or 0xE33 or 0xEB3 or 0xEDC or 0xEDD or 0xF43 or 0xF4D or 0xF52 or 0xF57 or 0xF5C or 0xF69 or 0xF73 or (>= 0xF75 and <= 0xF79) or 0xF81
        or 0x10FC or (>= 0x1D2C and <= 0x1D2E) or (>= 0x1D30 and <= 0x1D3A) or (>= 0x1D3C and <= 0x1D4D) or (>= 0x1D4F and <= 0x1D6A) or 0x1D78
        or (>= 0x1D9B and <= 0x1DBF) or 0x1E9A or 0x1E9B or (>= 0x2071 and <= 0x209C) or (>= 0x2100 and <= 0x214F) or 0x2C7C or 0x2C7D or 0x2D6F or 0x309F or 0x30FF
        or (>= 0x3131 and <= 0x318E) or 0xA69C or 0xA69D or 0xA770 or 0xA7F8 or 0xA7F9 or (>= 0xAB5C and <= 0xAB5F) or (>= 0xAB70 and <= 0xABBF)
        or (>= 0xF900 and <= 0xFA0D) or 0xFA10 or 0xFA12 or (>= 0xFA15 and <= 0xFA1E) or 0xFA20 or 0xFA22 or 0xFA25 or 0xFA26 or (>= 0xFA2A and <= 0xFB1D)
        or (>= 0xFB1F and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0xFF00 and <= 0xFFEF) or (>= 0x1D400 and <= 0x1D7FF) or (>= 0x1EE00 and <= 0x1EEFF)
        or (>= 0x2F800 and <= 0x2FA1F);
}
