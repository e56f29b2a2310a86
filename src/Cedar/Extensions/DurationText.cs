using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AgentConsole.Cedar.Extensions;

/// <summary>Reads and writes Cedar durations: Int64 counts of milliseconds.</summary>
internal static class DurationText
{
    private static readonly (string Unit, long Milliseconds)[] _units = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

    public static bool TryParse(string text, out long milliseconds, [NotNullWhen(false)] out string? problem)
    {
        milliseconds = 0;
        problem = "it is not a well-formed duration, such as \"1d2h3m4s5ms\"";
        var rest = text.AsSpan();
        var isNegative = rest.StartsWith('-');
        if (isNegative) rest = rest[1..];
        if (rest.IsEmpty) return false;

        var isTooLarge = false;
        Int128 sum = 0;
        var next = 0;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0) return false;
            var letters = rest[digits..].IndexOfAnyInRange('0', '9');
            var unit = letters < 0 ? rest[digits..] : rest.Slice(digits, letters);
            while (next < _units.Length && !unit.SequenceEqual(_units[next].Unit)) next++;
            if (next == _units.Length) return false;
            if (!long.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                // The one number whose magnitude only fits with its sign.
                if (unit is not "ms" || !isNegative || rest[..digits].TrimStart('0') is not "9223372036854775808") isTooLarge = true;
                else sum += (Int128)long.MaxValue + 1;
            }

            sum += (Int128)count * _units[next].Milliseconds;
            next++;
            rest = rest[(digits + unit.Length)..];
        }

        if (isNegative) sum = -sum;
        problem = "the duration is too large or too small";
        if (isTooLarge || sum < long.MinValue || sum > long.MaxValue) return false;
        milliseconds = (long)sum;
        problem = null;
        return true;
    }

    public static string Format(long milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds}ms");
}
