using System.Globalization;

namespace AgentConsole.JsonSchema.Patterns;

/// <summary>Writes code points beyond U+FFFF as the UTF-16 pairs that stand for them.</summary>
internal static class SurrogatePairs
{
    private const int First = 0x10000;
    private const int LowFirst = 0xDC00;
    private const int LowLast = 0xDFFF;

    /// <summary>One alternative for each high surrogate, or run of them, with its low ones.</summary>
    public static IEnumerable<string> Of(CodePointSet points)
    {
        foreach (var (first, last) in points.Ranges.Where(range => range.Last >= First).Select(range => (Math.Max(range.First, First), range.Last)))
        {
            var (from, to) = (Split(first), Split(last));
            if (from.High == to.High)
            {
                yield return Write(from.High, from.High, from.Low, to.Low);
                continue;
            }

            if (from.Low != LowFirst) yield return Write(from.High, from.High++, from.Low, LowLast);
            var isWhole = to.Low == LowLast;
            if (from.High <= to.High - (isWhole ? 0 : 1)) yield return Write(from.High, to.High - (isWhole ? 0 : 1), LowFirst, LowLast);
            if (!isWhole) yield return Write(to.High, to.High, LowFirst, to.Low);
        }
    }

    private static (int High, int Low) Split(int point) => (0xD800 + ((point - First) >> 10), LowFirst + ((point - First) & 0x3FF));

    private static string Write(int highFirst, int highLast, int lowFirst, int lowLast) => Class(highFirst, highLast) + Class(lowFirst, lowLast);

    private static string Class(int first, int last) => first == last
        ? string.Create(CultureInfo.InvariantCulture, $"\\u{first:X4}")
        : string.Create(CultureInfo.InvariantCulture, $"[\\u{first:X4}-\\u{last:X4}]");
}
