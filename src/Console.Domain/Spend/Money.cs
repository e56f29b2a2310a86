using System.Globalization;
using System.Text.Json;

namespace AgentConsole.Domain.Spend;

/// <summary>An amount in billionths of its currency's unit, so that sums never round.</summary>
public readonly record struct Money(long Nanos, string Currency)
{
    public const int CurrencyLengthMax = 8;
    private const decimal NanosPerUnit = 1_000_000_000m;
    private const int DigitsMax = 28;

    /// <summary>The nanos of a decimal amount; null where it is out of range or finer than a billionth.</summary>
    public static long? NanosOf(decimal amount)
    {
        if (Math.Abs(amount) > long.MaxValue / NanosPerUnit) return null;
        var nanos = amount * NanosPerUnit;
        return nanos == decimal.Truncate(nanos) ? (long)nanos : null;
    }

    /// <summary>The nanos of a JSON number or of a text that holds a plain decimal; null for anything else.</summary>
    public static long? NanosIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDecimal(out var number) && IsExact(value.GetRawText(), number) => NanosOf(number),
        JsonValueKind.String when decimal.TryParse(value.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var number) && IsExact(value.GetString()!, number) => NanosOf(number),
        _ => null,
    };

    /// <summary>The amount with at least two places and no thousands separators: <c>120.00</c>.</summary>
    public static string Text(long nanos) => (nanos / NanosPerUnit).ToString("0.00#######", CultureInfo.InvariantCulture);

    public override string ToString() => Text(Nanos) + " " + Currency;

    // A decimal rounds what it cannot hold, in silence; an amount that was not read whole is unknown.
    private static bool IsExact(string text, decimal read) =>
        text.Count(char.IsAsciiDigit) <= DigitsMax && (read != 0 || !MantissaOf(text).ContainsAnyInRange('1', '9'));

    private static ReadOnlySpan<char> MantissaOf(string text)
    {
        var exponent = text.AsSpan().IndexOfAny('e', 'E');
        return exponent < 0 ? text : text.AsSpan(0, exponent);
    }
}
