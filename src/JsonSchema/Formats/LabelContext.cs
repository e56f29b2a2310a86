using System.Globalization;
using System.Text;

namespace AgentConsole.JsonSchema.Formats;

/// <summary>The code points that a label may hold only beside certain others (RFC 5892, appendix A).</summary>
internal static class LabelContext
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    private static readonly HashSet<int> viramas =
    [
        0x94D, 0x9CD, 0xA4D, 0xACD, 0xB4D, 0xBCD, 0xC4D, 0xCCD, 0xD3B, 0xD3C, 0xD4D, 0xDCA, 0xE3A, 0xEBA, 0xF84, 0x1039, 0x103A, 0x1714, 0x1715, 0x1734, 0x17D2,
        0x1A60, 0x1B44, 0x1BAA, 0x1BAB, 0x1BF2, 0x1BF3, 0x2D7F, 0xA806, 0xA82C, 0xA8C4, 0xA953, 0xA9C0, 0xAAF6, 0xABED, 0x10A3F, 0x11046, 0x11070, 0x1107F, 0x110B9,
        0x11133, 0x11134, 0x111C0, 0x11235, 0x112EA, 0x1134D, 0x11442, 0x114C2, 0x115BF, 0x1163F, 0x116B6, 0x1172B, 0x11839, 0x1193D, 0x1193E, 0x119E0, 0x11A34,
        0x11A47, 0x11A99, 0x11C3F, 0x11D44, 0x11D45, 0x11D97,
    ];

    /// <summary>Whether the code point may stand where it does; null if no rule speaks of it.</summary>
    public static bool? Judge(int[] label, int at)
    {
        int before = at > 0 ? label[at - 1] : 0, after = at + 1 < label.Length ? label[at + 1] : 0;
        return label[at] switch
        {
            ZeroWidthJoiner => viramas.Contains(before),
            ZeroWidthNonJoiner => viramas.Contains(before) || IsBetweenJoining(label, at),
            0xB7 => before == 'l' && after == 'l',
            0x375 => IsGreek(after),
            0x5F3 or 0x5F4 => IsHebrew(before),
            0x30FB => label.Any(IsJapanese),
            >= 0x660 and <= 0x669 => !label.Any(point => point is >= 0x6F0 and <= 0x6F9),
            >= 0x6F0 and <= 0x6F9 => !label.Any(point => point is >= 0x660 and <= 0x669),
            _ => null,
        };
    }

    private static bool IsBetweenJoining(int[] label, int at)
    {
        var before = at - 1;
        while (before >= 0 && IsTransparent(label[before])) before--;
        var after = at + 1;
        while (after < label.Length && IsTransparent(label[after])) after++;
        return before >= 0 && after < label.Length && JoinsBoth(label[before]) && (JoinsBoth(label[after]) || JoinsRight(label[after]));
    }

    private static bool IsTransparent(int point) => Rune.GetUnicodeCategory(new Rune(point)) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static bool JoinsBoth(int point) => point is (>= 0x620 and <= 0x64A) or (>= 0x66E and <= 0x6D3) or (>= 0x6FA and <= 0x6FC) or 0x6FF
        or (>= 0x712 and <= 0x72F) or (>= 0x74D and <= 0x77F) or (>= 0x7CA and <= 0x7EA) or (>= 0x8A0 and <= 0x8C7) or (>= 0x1820 and <= 0x1878)
        && !JoinsRight(point) && point is not (0x621 or 0x674);

    private static bool JoinsRight(int point) => point is (>= 0x622 and <= 0x625) or 0x627 or 0x629 or (>= 0x62F and <= 0x632) or 0x648 or (>= 0x671 and <= 0x673)
        or (>= 0x675 and <= 0x677) or (>= 0x688 and <= 0x699) or 0x6C0 or (>= 0x6C3 and <= 0x6CB) or 0x6CD or 0x6CF or 0x6D2 or 0x6D3 or 0x6D5 or 0x6EE or 0x6EF
        or 0x710 or (>= 0x715 and <= 0x719) or 0x71E or 0x728 or 0x72A or 0x72C or 0x72F or 0x74D or (>= 0x759 and <= 0x75B) or 0x76B or 0x76C or 0x771 or 0x773
        or 0x774 or 0x778 or 0x779 or (>= 0x8AA and <= 0x8AC) or 0x8AE or 0x8B1 or 0x8B2 or 0x8B9;

    private static bool IsGreek(int point) => point is (>= 0x370 and <= 0x377) or (>= 0x37A and <= 0x37D) or 0x37F or 0x384 or 0x386 or (>= 0x388 and <= 0x3E1)
        or (>= 0x3F0 and <= 0x3FF) or (>= 0x1F00 and <= 0x1FFE);

    private static bool IsHebrew(int point) => point is (>= 0x591 and <= 0x5F4) or (>= 0xFB1D and <= 0xFB4F);

    private static bool IsJapanese(int point) => point is (>= 0x3041 and <= 0x3096) or (>= 0x309D and <= 0x309F) or (>= 0x30A1 and <= 0x30FA)
        or (>= 0x30FD and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or 0x3005 or 0x3007 or (>= 0x3021 and <= 0x3029) or (>= 0x3038 and <= 0x303B)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x323AF);
}
