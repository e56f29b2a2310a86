namespace AgentConsole.JsonSchema.Patterns;

/// <summary>Parses what stands between brackets.</summary>
internal static class ClassParser
{
    public static CodePointSet Parse(PatternReader reader)
    {
        var isNegated = reader.Take('^');
        var parts = new List<CodePointSet>();
        while (!reader.Take(']'))
        {
            if (reader.IsAtEnd) throw reader.Error("a ']' is missing");
            parts.Add(ParsePart(reader));
        }

        var points = CodePointSet.Union(parts);
        return isNegated ? points.Complement() : points;
    }

    private static CodePointSet ParsePart(PatternReader reader)
    {
        var from = ParseOne(reader);
        var mark = reader.Mark();
        if (!reader.Take('-')) return from;
        if (reader.Sees(']') || reader.IsAtEnd)
        {
            reader.Return(mark);
            return from;
        }

        var to = ParseOne(reader);
        // Beside a set, a hyphen is a hyphen.
        if (PointOf(from) is not { } first || PointOf(to) is not { } last) return CodePointSet.Union(from, CodePointSet.One('-'), to);
        return first <= last ? CodePointSet.Of((first, last)) : throw reader.Error("a range ends before it begins");
    }

    private static CodePointSet ParseOne(PatternReader reader)
    {
        if (!reader.Take('\\')) return CodePointSet.One(reader.Next());
        return reader.Take('b') ? CodePointSet.One('\b') : EscapeSets.Parse(reader);
    }

    private static int? PointOf(CodePointSet set) => set.Ranges is [var (first, last)] && first == last ? first : null;
}
