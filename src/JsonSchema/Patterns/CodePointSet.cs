namespace AgentConsole.JsonSchema.Patterns;

/// <summary>A set of Unicode code points, as sorted ranges that neither touch nor overlap.</summary>
internal sealed class CodePointSet
{
    public const int Last = 0x10FFFF;

    private const int SurrogatesFirst = 0xD800;
    private const int SurrogatesLast = 0xDFFF;

    private CodePointSet(IReadOnlyList<(int First, int Last)> ranges) => Ranges = ranges;

    public IReadOnlyList<(int First, int Last)> Ranges { get; }

    public static CodePointSet Of(params IEnumerable<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach (var range in ranges.OrderBy(range => range.First))
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1) merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            else merged.Add(range);
        }

        return new(merged);
    }

    public static CodePointSet One(int point) => new([(point, point)]);

    public static CodePointSet Union(params IEnumerable<CodePointSet> sets) => Of(sets.SelectMany(set => set.Ranges));

    /// <summary>A hash that equal sets share.</summary>
    public int HashOfRanges()
    {
        var hash = new HashCode();
        foreach (var range in Ranges) hash.Add(range);
        return hash.ToHashCode();
    }

    /// <summary>The same without halves of surrogate pairs, which are not characters.</summary>
    public CodePointSet WithoutSurrogates() => new([.. Ranges.SelectMany(Split)]);

    /// <summary>Every other character.</summary>
    public CodePointSet Complement()
    {
        var rest = new List<(int, int)>();
        var next = 0;
        foreach (var (first, last) in Ranges)
        {
            if (first > next) rest.Add((next, first - 1));
            next = last + 1;
        }

        if (next <= Last) rest.Add((next, Last));
        return new CodePointSet(rest).WithoutSurrogates();
    }

    private static IEnumerable<(int First, int Last)> Split((int First, int Last) range)
    {
        if (range.First < SurrogatesFirst) yield return (range.First, Math.Min(range.Last, SurrogatesFirst - 1));
        if (range.Last > SurrogatesLast) yield return (Math.Max(range.First, SurrogatesLast + 1), range.Last);
    }
}
