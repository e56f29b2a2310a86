using System.Globalization;
using System.Numerics;
using System.Text;

namespace AgentConsole.JsonSchema.Values;

/// <summary>Reads numbers as JSON writes them; what JSON does not allow has been refused before.</summary>
internal static class NumberReader
{
    /// <summary>False if the number is longer than is looked at.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out NumberValue value) => TryReadShort(text, out value) || TryReadAny(text, out value);

    /// <summary>The common case: few digits, no exponent.</summary>
    private static bool TryReadShort(ReadOnlySpan<byte> text, out NumberValue value)
    {
        value = default;
        var negative = text[0] == '-';
        if (negative) text = text[1..];
        if (text.Length > NumberValue.SmallDigitsMax) return false;
        long magnitude = 0;
        var fraction = -1;
        foreach (var character in text)
        {
            if (character == '.')
            {
                fraction = 0;
                continue;
            }

            if (!char.IsAsciiDigit((char)character)) return false;
            magnitude = (magnitude * 10) + (character - '0');
            if (fraction >= 0) fraction++;
        }

        value = NumberValue.Small(negative, magnitude, fraction > 0 ? -fraction : 0);
        return true;
    }

    private static bool TryReadAny(ReadOnlySpan<byte> text, out NumberValue value)
    {
        value = default;
        if (text.Length > SchemaLimits.NumberLengthMax) return false;
        var negative = text[0] == '-';
        if (negative) text = text[1..];
        long exponent = 0;
        var mark = text.IndexOfAny("eE"u8);
        if (mark >= 0)
        {
            if (!TryReadExponent(text[(mark + 1)..], out exponent)) return false;
            text = text[..mark];
        }

        var point = text.IndexOf((byte)'.');
        var digits = Encoding.ASCII.GetString(text);
        if (point >= 0)
        {
            exponent -= text.Length - point - 1;
            digits = digits.Remove(point, 1);
        }

        digits = digits.TrimStart('0');
        exponent += digits.Length - digits.TrimEnd('0').Length;
        digits = digits.TrimEnd('0');
        if (digits.Length == 0) return true;
        value = digits.Length <= NumberValue.SmallDigitsMax
            ? NumberValue.Small(negative, long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture), exponent)
            : NumberValue.Large(negative, BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture), digits.Length, exponent);
        return true;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, out long exponent)
    {
        exponent = 0;
        var negative = text[0] == '-';
        if (text[0] is (byte)'-' or (byte)'+') text = text[1..];
        text = text.TrimStart((byte)'0');
        if (text.Length > SchemaLimits.ExponentDigitsMax) return false;
        foreach (var character in text) exponent = (exponent * 10) + (character - '0');
        if (negative) exponent = -exponent;
        return true;
    }
}
