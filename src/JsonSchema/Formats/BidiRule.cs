using System.Globalization;
using System.Text;

namespace AgentConsole.JsonSchema.Formats;

/// <summary>The Bidi rule of RFC 5893. Scripts are told apart by their blocks, which is exact for the letters that a label may have.</summary>
internal static class BidiRule
{
    private enum Direction
    {
        Left,
        Right,
        EuropeanDigit,
        ArabicDigit,
        Mark,
        Neutral,
    }

    public static bool IsRightToLeft(int[] label) => label.Any(point => Of(point) is Direction.Right or Direction.ArabicDigit);

    /// <summary>Whether a label may stand in a name of which some label runs from right to left.</summary>
    public static bool Allows(int[] label)
    {
        Direction[] directions = [.. label.Select(Of)];
        var last = directions.LastOrDefault(direction => direction != Direction.Mark, Direction.Neutral);
        return directions[0] switch
        {
            Direction.Right => last is Direction.Right or Direction.EuropeanDigit or Direction.ArabicDigit
                && !directions.Contains(Direction.Left)
                && !(directions.Contains(Direction.EuropeanDigit) && directions.Contains(Direction.ArabicDigit)),
            Direction.Left => last is Direction.Left or Direction.EuropeanDigit
                && !directions.Contains(Direction.Right) && !directions.Contains(Direction.ArabicDigit),
            _ => false,
        };
    }

    private static Direction Of(int point) => point switch
    {
        (>= '0' and <= '9') or (>= 0x6F0 and <= 0x6F9) => Direction.EuropeanDigit,
        (>= 0x660 and <= 0x669) or (>= 0x10D30 and <= 0x10D39) => Direction.ArabicDigit,
        _ => OfCategory(point),
    };

    private static Direction OfCategory(int point) => Rune.GetUnicodeCategory(new Rune(point)) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => Direction.Mark,
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
            => IsRightToLeft(point) ? Direction.Right : Direction.Left,
        _ => Direction.Neutral,
    };

    private static bool IsRightToLeft(int point) => point is (>= 0x590 and <= 0x8FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF)
        or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
