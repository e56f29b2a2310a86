namespace AgentConsole.JsonSchema.Formats;

/// <summary>Dates and times as RFC 3339 writes them.</summary>
internal static class Instants
{
    private const int MinutesPerDay = 24 * 60;
    private const int LastMinute = MinutesPerDay - 1;
    private const int LeapSecond = 60;

    public static bool IsDateTime(ReadOnlySpan<char> text) =>
        text.Length > 11 && text[10] is 'T' or 't' && IsDate(text[..10]) && IsTime(text[11..]);

    public static bool IsDate(ReadOnlySpan<char> text)
    {
        if (text.Length != 10 || text[4] != '-' || text[7] != '-') return false;
        if (!TryNumber(text[..4], out var year) || !TryNumber(text[5..7], out var month) || !TryNumber(text[8..], out var day)) return false;
        return month is >= 1 and <= 12 && day >= 1 && day <= DaysIn(year, month);
    }

    public static bool IsTime(ReadOnlySpan<char> text)
    {
        if (text.Length < 9 || text[2] != ':' || text[5] != ':') return false;
        if (!TryNumber(text[..2], out var hour) || !TryNumber(text[3..5], out var minute) || !TryNumber(text[6..8], out var second)) return false;
        if (hour > 23 || minute > 59 || second > LeapSecond) return false;
        text = text[8..];
        if (text[0] == '.')
        {
            var digits = text[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0) return false;
            text = text[(1 + digits)..];
        }

        return TryOffset(text, out var offset)
            && (second < LeapSecond || ((hour * 60) + minute - offset + MinutesPerDay) % MinutesPerDay == LastMinute);
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text is ['Z' or 'z']) return true;
        if (text is not [('+' or '-'), _, _, ':', _, _]) return false;
        if (!TryNumber(text[1..3], out var hour) || !TryNumber(text[4..], out var minute) || hour > 23 || minute > 59) return false;
        minutes = (hour * 60) + minute;
        if (text[0] == '-') minutes = -minutes;
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit)) return false;
            number = (number * 10) + (digit - '0');
        }

        return true;
    }

    private static int DaysIn(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };
}
