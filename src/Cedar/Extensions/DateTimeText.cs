using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AgentConsole.Cedar.Extensions;

/// <summary>Reads and writes Cedar instants: Int64 milliseconds after the start of 1970, UTC.</summary>
internal static class DateTimeText
{
    public const long DayMilliseconds = 86_400_000;

    private const int DateLength = 10;
    private const int SecondsLength = 19;

    public static bool TryParse(string text, out long milliseconds, [NotNullWhen(false)] out string? problem)
    {
        milliseconds = 0;
        problem = "a datetime starts with a date, such as 2026-07-01";
        if (text.Length < DateLength || !Digits(text, 0, 4, out var year) || text[4] != '-' || !Digits(text, 5, 2, out var month)
            || text[7] != '-' || !Digits(text, 8, 2, out var day))
        {
            return false;
        }

        problem = "there is no such date";
        if (month is < 1 or > 12 || day < 1 || day > DaysOf(year, month)) return false;
        milliseconds = DaysSinceEpoch(year, month, day) * DayMilliseconds;
        if (text.Length == DateLength)
        {
            problem = null;
            return true;
        }

        problem = "after the date a datetime has a time, such as T12:00:00Z";
        if (text.Length <= SecondsLength || text[10] != 'T' || !Digits(text, 11, 2, out var hour) || text[13] != ':' || !Digits(text, 14, 2, out var minute)
            || text[16] != ':' || !Digits(text, 17, 2, out var second))
        {
            return false;
        }

        problem = "there is no such time of day";
        if (hour > 23 || minute > 59 || second > 59) return false;
        milliseconds += (((((hour * 60) + minute) * 60L) + second) * 1000);
        return Zone(text, ref milliseconds, out problem);
    }

    public static string Format(long milliseconds)
    {
        var day = long.DivRem(milliseconds, DayMilliseconds) is { Remainder: < 0 } below ? below.Quotient - 1 : milliseconds / DayMilliseconds;
        var inDay = TimeSpan.FromMilliseconds(milliseconds - (Int128)day * DayMilliseconds is var rest ? (long)rest : 0);
        var (year, month, date) = DateOf(day);
        return string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{month:D2}-{date:D2}T{inDay:hh\\:mm\\:ss\\.fff}Z");
    }

    /// <summary>Whether a datetime can be written as one text; the others lie outside the years 0000 to 9999.</summary>
    public static bool CanFormat(long milliseconds) => milliseconds is >= -62_167_219_200_000 and <= 253_402_300_799_999;

    private static bool Zone(string text, ref long milliseconds, [NotNullWhen(false)] out string? problem)
    {
        problem = "a datetime ends in Z, .SSSZ, +hhmm, -hhmm, or .SSS and one of the last two";
        var at = SecondsLength;
        if (text[at] == '.')
        {
            if (text.Length < at + 5 || !Digits(text, at + 1, 3, out var fraction)) return false;
            milliseconds += fraction;
            at += 4;
        }

        if (text[at] == 'Z')
        {
            if (text.Length != at + 1) return false;
        }
        else
        {
            if (text[at] is not ('+' or '-') || text.Length != at + 5 || !Digits(text, at + 1, 2, out var hours) || !Digits(text, at + 3, 2, out var minutes)) return false;
            problem = "a zone is less than 24 hours and its minutes are less than 60";
            if (hours > 23 || minutes > 59) return false;
            var offset = ((hours * 60) + minutes) * 60_000L;
            milliseconds -= text[at] == '+' ? offset : -offset;
        }

        problem = null;
        return true;
    }

    private static bool Digits(string text, int start, int count, out int value)
    {
        value = 0;
        for (var at = start; at < start + count; at++)
        {
            if (!char.IsAsciiDigit(text[at])) return false;
            value = (value * 10) + (text[at] - '0');
        }

        return true;
    }

    private static int DaysOf(int year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    private static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    // .NET starts at year 1 and Cedar at year 0: both ways go through the 400 years after which the calendar repeats.
    private static long DaysSinceEpoch(int year, int month, int day)
    {
        const long DaysIn400Years = 146_097;
        return new DateOnly((year % 400) + 400, month, day).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber + (((year / 400) - 1) * DaysIn400Years);
    }

    private static (int Year, int Month, int Day) DateOf(long day)
    {
        const int DaysIn400Years = 146_097;
        var date = DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)day + (day < -719_000 ? DaysIn400Years : 0));
        return (date.Year - (day < -719_000 ? 400 : 0), date.Month, date.Day);
    }
}
