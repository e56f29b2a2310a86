using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace AgentConsole.JsonSchema.Values;

/// <summary>
/// A JSON number exactly as written: a whole number without trailing zeros times a power of ten. Every operation costs no more than
/// the length of the text, whatever the exponent says.
/// </summary>
internal readonly struct NumberValue : IEquatable<NumberValue>
{
    public const int SmallDigitsMax = 18;

    // The magnitude is in small if it has at most 18 digits, else in large.
    private readonly long small;
    private readonly BigInteger large;
    private readonly long exponent;
    private readonly int digits;
    private readonly bool isNegative;

    private NumberValue(bool isNegative, long small, BigInteger large, int digits, long exponent) =>
        (this.isNegative, this.small, this.large, this.digits, this.exponent) = (isNegative, small, large, digits, exponent);

    public int Digits => digits;

    public bool IsZero => digits == 0;

    public bool IsPositive => digits > 0 && !isNegative;

    public bool IsInteger => exponent >= 0;

    private int Sign => IsZero ? 0 : isNegative ? -1 : 1;

    private BigInteger Magnitude => digits <= SmallDigitsMax ? small : large;

    /// <summary>A number as the document writes it.</summary>
    public static ReadOnlySpan<byte> Raw(JsonElement number) => JsonMarshal.GetRawUtf8Value(number);

    /// <summary>False if the number is longer than is looked at.</summary>
    public static bool TryRead(JsonElement number, out NumberValue value) => NumberReader.TryRead(Raw(number), out value);

    /// <summary>From a magnitude of at most <see cref="SmallDigitsMax"/> digits.</summary>
    public static NumberValue Small(bool isNegative, long magnitude, long exponent)
    {
        if (magnitude == 0) return default;
        while (magnitude % 10 == 0) (magnitude, exponent) = (magnitude / 10, exponent + 1);
        return new(isNegative, magnitude, default, CountDigits(magnitude), exponent);
    }

    /// <summary>From a magnitude of more digits, the last of which is not zero.</summary>
    public static NumberValue Large(bool isNegative, BigInteger magnitude, int digits, long exponent) =>
        new(isNegative, 0, magnitude, digits, exponent);

    /// <summary>False if the number is longer than is looked at.</summary>
    public static bool TryIsInteger(JsonElement number, out bool isInteger)
    {
        isInteger = true;
        if (Raw(number).IndexOfAny(".eE"u8) < 0) return true;
        if (!TryRead(number, out var value)) return false;
        isInteger = value.IsInteger;
        return true;
    }

    public static int Compare(in NumberValue left, in NumberValue right)
    {
        if (left.exponent == right.exponent && left.digits <= SmallDigitsMax && right.digits <= SmallDigitsMax)
        {
            return (left.isNegative ? -left.small : left.small).CompareTo(right.isNegative ? -right.small : right.small);
        }

        if (left.Sign != right.Sign || left.IsZero) return left.Sign.CompareTo(right.Sign);
        var magnitudes = CompareMagnitudes(left, right);
        return left.isNegative ? -magnitudes : magnitudes;
    }

    /// <summary>Whether this is a whole multiple of a divisor, which must not be zero.</summary>
    public bool IsMultipleOf(in NumberValue divisor)
    {
        if (IsZero) return true;
        var shift = exponent - divisor.exponent;
        // A magnitude has no trailing zeros, so nothing that carries more tens than it divides it.
        if (shift < 0) return false;
        if (shift <= 18 && digits + shift <= 18 && divisor.digits <= SmallDigitsMax)
        {
            return small * PowerOfTen((int)shift) % divisor.small == 0;
        }

        var modulus = divisor.Magnitude;
        return (Magnitude * BigInteger.ModPow(10, shift, modulus) % modulus).IsZero;
    }

    /// <summary>As a number of things, or null if it is none; capped at the largest that can be counted.</summary>
    public long? ToCount()
    {
        if (isNegative || !IsInteger) return null;
        return digits + exponent > SmallDigitsMax ? long.MaxValue : small * PowerOfTen((int)exponent);
    }

    public bool Equals(NumberValue other) =>
        isNegative == other.isNegative && exponent == other.exponent && digits == other.digits && small == other.small && large == other.large;

    public override bool Equals(object? obj) => obj is NumberValue other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(isNegative, exponent, small, large);

    private static int CompareMagnitudes(in NumberValue left, in NumberValue right)
    {
        var byOrder = (left.digits + left.exponent).CompareTo(right.digits + right.exponent);
        if (byOrder != 0) return byOrder;
        // Same order of magnitude, so the exponents differ by no more than the digits do.
        var shift = (int)(left.exponent - right.exponent);
        return shift >= 0
            ? (left.Magnitude * BigInteger.Pow(10, shift)).CompareTo(right.Magnitude)
            : left.Magnitude.CompareTo(right.Magnitude * BigInteger.Pow(10, -shift));
    }

    private static int CountDigits(long magnitude)
    {
        var count = 1;
        while ((magnitude /= 10) != 0) count++;
        return count;
    }

    private static long PowerOfTen(int power)
    {
        long result = 1;
        while (power-- > 0) result *= 10;
        return result;
    }
}
