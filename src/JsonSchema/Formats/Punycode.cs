using System.Text;

namespace AgentConsole.JsonSchema.Formats;

/// <summary>Punycode (RFC 3492).</summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int ThresholdMin = 1;
    private const int ThresholdMax = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int BiasFirst = 72;
    private const int PointFirst = 0x80;
    private const int PointLast = 0x10FFFF;
    private const string Digits = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>The code points, or null if the text is not punycode.</summary>
    public static int[]? Decode(ReadOnlySpan<char> text)
    {
        var hyphen = text.LastIndexOf('-');
        var points = new List<int>();
        for (var at = 0; at < hyphen; at++) points.Add(text[at]);
        text = text[(hyphen + 1)..];
        int point = PointFirst, bias = BiasFirst, place = 0;
        while (!text.IsEmpty)
        {
            if (ReadDelta(ref text, bias) is not { } delta) return null;
            var count = points.Count + 1;
            bias = Adapt(delta, count, isFirst: count == hyphen + 1 || (hyphen < 0 && count == 1));
            place += delta;
            point += place / count;
            place %= count;
            if (point > PointLast || point is >= 0xD800 and <= 0xDFFF) return null;
            points.Insert(place++, point);
        }

        return [.. points];
    }

    /// <summary>The text, or null if it would be far too long for a label.</summary>
    public static string? Encode(IReadOnlyList<int> points)
    {
        var text = new StringBuilder();
        foreach (var basic in points.Where(point => point < PointFirst)) text.Append((char)basic);
        int handled = text.Length, basics = text.Length;
        if (basics > 0) text.Append('-');
        int current = PointFirst, delta = 0, bias = BiasFirst;
        while (handled < points.Count)
        {
            var next = points.Where(point => point >= current).Min();
            var jump = (next - current) * (long)(handled + 1);
            if (jump > int.MaxValue - delta - points.Count) return null;
            delta += (int)jump;
            current = next;
            foreach (var point in points)
            {
                if (point < current) delta++;
                if (point != current) continue;
                WriteDelta(text, delta, bias);
                bias = Adapt(delta, handled + 1, isFirst: handled == basics);
                delta = 0;
                handled++;
            }

            delta++;
            current++;
        }

        return text.ToString();
    }

    private static int? ReadDelta(ref ReadOnlySpan<char> text, int bias)
    {
        long delta = 0, weight = 1;
        for (var step = Base; !text.IsEmpty; step += Base)
        {
            var digit = Digits.IndexOf(char.ToLowerInvariant(text[0]), StringComparison.Ordinal);
            if (digit < 0) return null;
            text = text[1..];
            delta += digit * weight;
            if (delta > PointLast * 64L) return null;
            var threshold = Threshold(step, bias);
            if (digit < threshold) return (int)delta;
            weight *= Base - threshold;
            if (weight > int.MaxValue) return null;
        }

        return null;
    }

    private static void WriteDelta(StringBuilder text, int delta, int bias)
    {
        for (var step = Base; ; step += Base)
        {
            var threshold = Threshold(step, bias);
            if (delta < threshold) break;
            text.Append(Digits[threshold + ((delta - threshold) % (Base - threshold))]);
            delta = (delta - threshold) / (Base - threshold);
        }

        text.Append(Digits[delta]);
    }

    private static int Threshold(int step, int bias) => Math.Clamp(step - bias, ThresholdMin, ThresholdMax);

    private static int Adapt(int delta, int count, bool isFirst)
    {
        delta = isFirst ? delta / Damp : delta / 2;
        delta += delta / count;
        var steps = 0;
        while (delta > (Base - ThresholdMin) * ThresholdMax / 2)
        {
            delta /= Base - ThresholdMin;
            steps += Base;
        }

        return steps + ((Base - ThresholdMin + 1) * delta / (delta + Skew));
    }
}
