using System.Globalization;

namespace AgentConsole.Domain.Provenance;

/// <summary>Numbers in one spelling: 1,200.50 and 1200.5 and 1.200,50 are the same.</summary>
internal static class NumberSpelling
{
    private const int GroupDigits = 3;
    private const int DigitsMax = 28;

    /// <summary>What digits with points and commas may mean: one number, two where a separator has two meanings, none for what is none.</summary>
    public static IReadOnlyList<string> ReadingsOf(ReadOnlySpan<char> text)
    {
        if (text.Length == 0 || text.Length > DigitsMax * 2) return [];
        var raw = text.ToString();
        var (points, commas) = (raw.Count(c => c == '.'), raw.Count(c => c == ','));
        if (points + commas == 0) return Shortest(raw);
        if (points > 0 && commas > 0)
        {
            var (decimalMark, groupMark) = raw.LastIndexOf('.') > raw.LastIndexOf(',') ? ('.', ',') : (',', '.');
            return raw.Count(c => c == decimalMark) == 1 && IsGrouped(raw[..raw.IndexOf(decimalMark, StringComparison.Ordinal)], groupMark)
                ? Shortest(Without(raw, groupMark).Replace(decimalMark, '.'))
                : [];
        }

        var mark = points > 0 ? '.' : ',';
        var grouped = IsGrouped(raw, mark) ? Shortest(Without(raw, mark)) : [];
        return points + commas == 1 ? [.. Shortest(raw.Replace(mark, '.')), .. grouped] : grouped;
    }

    /// <summary>The spelling of a number as JSON has it; null where a decimal cannot hold it.</summary>
    public static string? OfJson(string raw) =>
        decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Spelt(number) : null;

    private static IReadOnlyList<string> Shortest(string plain) =>
        plain.Length <= DigitsMax && decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? [Spelt(number)] : [];

    // What is paid and what is paid back are the same amount.
    private static string Spelt(decimal number) => Math.Abs(number).ToString("0.############################", CultureInfo.InvariantCulture);

    private static bool IsGrouped(string text, char mark)
    {
        var groups = text.Split(mark);
        return groups[0].Length is > 0 and <= GroupDigits && groups.Skip(1).All(group => group.Length == GroupDigits);
    }

    private static string Without(string text, char mark) => text.Replace(mark.ToString(), "", StringComparison.Ordinal);
}
