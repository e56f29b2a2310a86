using System.Globalization;

namespace AgentConsole.Domain.Provenance;

/// <summary>Dates in one spelling, whether they were written in digits or with the month's name.</summary>
internal static class DateSpelling
{
    private const int YearDigits = 4;
    private const int ShortNameLength = 3;

    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>The dates that the words from <paramref name="at"/> on may begin: whole, and as a day of any year.</summary>
    public static IEnumerable<string> At(TextPieces pieces, int at)
    {
        var (first, second, third) = (WordAt(pieces, at), WordAt(pieces, at + 1), WordAt(pieces, at + 2));
        if (second is null) yield break;
        if (Year(first) is { } leading && third is not null)
        {
            if (Month(second, isNameNeeded: false) is { } month && Day(third) is { } day) yield return Whole(leading, month, day);
            yield break;
        }

        if (Month(first, isNameNeeded: true) is { } named && Day(second) is { } inMonth)
        {
            yield return OfAnyYear(named, inMonth);
            if (Year(third) is { } year) yield return Whole(year, named, inMonth);
        }
        else if (Day(first) is { } dayFirst && Month(second, isNameNeeded: true) is { } name)
        {
            yield return OfAnyYear(name, dayFirst);
            if (Year(third) is { } year) yield return Whole(year, name, dayFirst);
        }
        else if (Year(third) is { } trailing)
        {
            if (Day(first) is { } d && Month(second, isNameNeeded: false) is { } m) yield return Whole(trailing, m, d);
            if (Month(first, isNameNeeded: false) is { } usMonth && Day(second) is { } usDay) yield return Whole(trailing, usMonth, usDay);
        }
    }

    /// <summary>The day of a whole date, as somebody says it who leaves the year out.</summary>
    public static string WithoutYear(string date) => date[YearDigits..];

    public static bool IsWhole(string date) => date[0] != '-';

    private static string Whole(int year, int month, int day) => string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}");

    private static string OfAnyYear(int month, int day) => string.Create(CultureInfo.InvariantCulture, $"-{month:00}-{day:00}");

    private static string? WordAt(TextPieces pieces, int at) => at < pieces.Words.Count ? pieces.Words[at].Text : null;

    private static int? Year(string? word) => word is { Length: YearDigits } && word[0] is '1' or '2' && Number(word) is { } year ? year : null;

    private static int? Day(string? word)
    {
        if (word is null) return null;
        var digits = word.Length > 2 && word[^2..] is "st" or "nd" or "rd" or "th" ? word[..^2] : word;
        return digits.Length <= 2 && Number(digits) is >= 1 and <= 31 and var day ? day : null;
    }

    private static int? Month(string? word, bool isNameNeeded)
    {
        if (word is null) return null;
        if (word.Length >= ShortNameLength && Array.FindIndex(Months, month => month == word || (word.Length <= 4 && month.StartsWith(word, StringComparison.Ordinal))) is >= 0 and var at) return at + 1;
        return !isNameNeeded && word.Length <= 2 && Number(word) is >= 1 and <= 12 and var number ? number : null;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
