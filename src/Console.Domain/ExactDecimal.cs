using System.Globalization;
using System.Text.Json;

namespace AgentConsole.Domain;

/// <summary>Decimals that are read whole or not at all: a decimal rounds what it cannot hold, in silence.</summary>
public static class ExactDecimal
{
    private const int DigitsMax = 28;

    /// <summary>The value of a JSON number; null for anything else, and where a decimal cannot hold it exactly.</summary>
    public static decimal? Of(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && IsExact(value.GetRawText(), number) ? number : null;

    /// <summary>The value of a plain decimal text: digits, at most a sign and a point.</summary>
    public static decimal? Of(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && IsExact(text, number)
            ? number
            : null;

    private static bool IsExact(string text, decimal read) =>
        text.Count(char.IsAsciiDigit) <= DigitsMax && (read != 0 || !MantissaOf(text).ContainsAnyInRange('1', '9'));

    private static ReadOnlySpan<char> MantissaOf(string text)
    {
        var exponent = text.AsSpan().IndexOfAny('e', 'E');
        return exponent < 0 ? text : text.AsSpan(0, exponent);
    }
}
