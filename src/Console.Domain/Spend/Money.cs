using System.Globalization;
using System.Text.Json;

namespace AgentConsole.Domain.Spend;

/// <summary>An amount in billionths of its currency's unit, so that sums never round.</summary>
public readonly record struct Money(long Nanos, string Currency)
{
    public const int CurrencyLengthMax = 8;
    private const decimal NanosPerUnit = 1_000_000_000m;

    /// <summary>The nanos of a decimal amount; null where it is out of range or finer than a billionth.</summary>
    public static long? NanosOf(decimal amount)
    {
        if (Math.Abs(amount) > long.MaxValue / NanosPerUnit) return null;
        var nanos = amount * NanosPerUnit;
        return nanos == decimal.Truncate(nanos) ? (long)nanos : null;
    }

    /// <summary>The nanos of a JSON number or of a text that holds a plain decimal; null for anything else.</summary>
    public static long? NanosIn(JsonElement value) =>
        (value.ValueKind == JsonValueKind.String ? ExactDecimal.Of(value.GetString()!) : ExactDecimal.Of(value)) is { } amount ? NanosOf(amount) : null;

    /// <summary>The amount with at least two places and no thousands separators: <c>120.00</c>.</summary>
    public static string Text(long nanos) => Text(nanos / NanosPerUnit);

    /// <summary>The same of an amount in whole units.</summary>
    public static string Text(decimal amount) => amount.ToString("0.00#######", CultureInfo.InvariantCulture);

    /// <summary>For the eye: cents, or hundredths of a cent where it is less than one unit. It rounds, so it is nothing to reckon with.</summary>
    public static string ShortText(long nanos) => ShortText(nanos / NanosPerUnit);

    /// <summary>The same of an amount in whole units.</summary>
    public static string ShortText(decimal amount) =>
        Math.Abs(amount) is > 0 and < 1 ? amount.ToString("0.00##", CultureInfo.InvariantCulture) : amount.ToString("#,0.00", CultureInfo.InvariantCulture);

    public override string ToString() => Text(Nanos) + " " + Currency;
}
