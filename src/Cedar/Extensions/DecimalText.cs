using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AgentConsole.Cedar.Extensions;

/// <summary>Reads and writes Cedar decimals: Int64 counts of ten-thousandths.</summary>
internal static class DecimalText
{
    public const int UnitsPerOne = 10_000;

    private const int FractionDigitsMax = 4;

    public static bool TryParse(string text, out long units, [NotNullWhen(false)] out string? problem)
    {
        units = 0;
        problem = "it is not a well-formed decimal, such as \"12.5\"";
        var digits = text.AsSpan();
        var isNegative = digits.StartsWith('-');
        if (isNegative) digits = digits[1..];
        var point = digits.IndexOf('.');
        if (point <= 0 || point == digits.Length - 1) return false;
        ReadOnlySpan<char> whole = digits[..point], fraction = digits[(point + 1)..];
        if (whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9')) return false;
        problem = "a decimal has at most four digits after the point";
        if (fraction.Length > FractionDigitsMax) return false;

        problem = "the decimal is too large or too small";
        Int128 sum = 0;
        foreach (var digit in whole)
        {
            sum = (sum * 10) + (digit - '0');
            if (sum > long.MaxValue) return false;
        }

        for (var place = 0; place < FractionDigitsMax; place++) sum = (sum * 10) + (place < fraction.Length ? fraction[place] - '0' : 0);
        if (isNegative) sum = -sum;
        if (sum < long.MinValue || sum > long.MaxValue) return false;
        units = (long)sum;
        problem = null;
        return true;
    }

    public static string Format(long units)
    {
        var magnitude = Int128.Abs(units);
        var fraction = ((int)(magnitude % UnitsPerOne)).ToString("D4", CultureInfo.InvariantCulture).TrimEnd('0');
        return $"{(units < 0 ? "-" : "")}{(magnitude / UnitsPerOne).ToString(CultureInfo.InvariantCulture)}.{(fraction.Length == 0 ? "0" : fraction)}";
    }
}
