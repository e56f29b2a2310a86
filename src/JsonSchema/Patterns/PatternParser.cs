namespace AgentConsole.JsonSchema.Patterns;

/// <summary>
/// Parses ECMAScript regular expressions in Unicode mode. Gentler than that mode in two ways that published schemas rely on: a brace
/// or bracket that closes nothing is itself, and so is any punctuation after a backslash.
/// </summary>
internal sealed class PatternParser
{
    private readonly PatternReader reader;
    private readonly PatternGroups groups;
    private int groupsOpened;
    private int depth;

    private PatternParser(string source) => (reader, groups) = (new(source), PatternGroups.In(source));

    /// <exception cref="FormatException">The text is not a regular expression, or one that this engine does not know.</exception>
    public static PatternNode Parse(string source)
    {
        if (source.Length > SchemaLimits.PatternLengthMax) throw new FormatException($"it is longer than {SchemaLimits.PatternLengthMax} characters.");
        var parser = new PatternParser(source);
        var pattern = parser.ParseChoice();
        return parser.reader.IsAtEnd ? pattern : throw parser.reader.Error("a ')' closes nothing");
    }

    private PatternNode ParseChoice()
    {
        if (++depth > SchemaLimits.PatternDepthMax) throw reader.Error("its groups are nested too deeply");
        var branches = new List<PatternNode> { ParseSequence() };
        while (reader.Take('|')) branches.Add(ParseSequence());
        depth--;
        return branches.Count == 1 ? branches[0] : new PatternNode.Choice(branches);
    }

    private PatternNode.Sequence ParseSequence()
    {
        var parts = new List<PatternNode>();
        while (!reader.IsAtEnd && !reader.Sees('|') && !reader.Sees(')')) parts.Add(ParseTerm());
        return new(parts);
    }

    private PatternNode ParseTerm()
    {
        if (reader.Take('^')) return new PatternNode.Start();
        if (reader.Take('$')) return new PatternNode.End();
        if (reader.Take("\\b")) return new PatternNode.WordBoundary(IsNegative: false);
        if (reader.Take("\\B")) return new PatternNode.WordBoundary(IsNegative: true);
        if (reader.Take("(?=")) return ParseLook(isBehind: false, isNegative: false);
        if (reader.Take("(?!")) return ParseLook(isBehind: false, isNegative: true);
        if (reader.Take("(?<=")) return ParseLook(isBehind: true, isNegative: false);
        return reader.Take("(?<!") ? ParseLook(isBehind: true, isNegative: true) : ParseRepeat(ParseAtom());
    }

    private PatternNode.Look ParseLook(bool isBehind, bool isNegative) => new(Closed(ParseChoice()), isBehind, isNegative);

    private PatternNode ParseAtom()
    {
        if (reader.Take("(?:")) return Closed(ParseChoice());
        if (reader.Take("(?<")) return ParseCapture(reader.Until('>'));
        if (reader.Take("(?")) throw reader.Error("a group begins in a way that ECMAScript does not know");
        if (reader.Take('(')) return ParseCapture(null);
        if (reader.Take('[')) return new PatternNode.Set(ClassParser.Parse(reader));
        if (reader.Take('.')) return new PatternNode.Set(EscapeSets.AnyButLineEnds);
        if (reader.Take('\\')) return ParseEscape();
        return reader.Sees('*') || reader.Sees('+') || reader.Sees('?') || TryParseCounts(out _, out _)
            ? throw reader.Error("there is nothing to repeat")
            : new PatternNode.Set(CodePointSet.One(reader.Next()));
    }

    private PatternNode.Capture ParseCapture(string? name)
    {
        if (name is not null && !IsName(name)) throw reader.Error("a group has a name that is none");
        var number = ++groupsOpened;
        return new(number, Closed(ParseChoice()));
    }

    private PatternNode Closed(PatternNode body) => reader.Take(')') ? body : throw reader.Error("a ')' is missing");

    private PatternNode ParseEscape()
    {
        if (reader.Take("k<"))
        {
            return new PatternNode.BackReference(groups.Find(reader.Until('>')) ?? throw reader.Error("no group has that name"));
        }

        if (reader.Sees('0') || reader.Number() is not { } number) return new PatternNode.Set(EscapeSets.Parse(reader));
        return number <= groups.Count ? new PatternNode.BackReference(number) : throw reader.Error("no group has that number");
    }

    private PatternNode ParseRepeat(PatternNode body)
    {
        int min;
        int? max;
        if (reader.Take('*')) (min, max) = (0, null);
        else if (reader.Take('+')) (min, max) = (1, null);
        else if (reader.Take('?')) (min, max) = (0, 1);
        else if (!TryParseCounts(out min, out max)) return body;
        if (max < min) throw reader.Error("a repetition ends before it begins");
        return new PatternNode.Repeat(body, min, max, IsLazy: reader.Take('?'));
    }

    /// <summary>Braces with counts; any other brace is a character.</summary>
    private bool TryParseCounts(out int min, out int? max)
    {
        var mark = reader.Mark();
        (min, max) = (0, null);
        if (reader.Take('{') && reader.Number() is { } least)
        {
            (min, max) = (least, least);
            if (reader.Take(',')) max = reader.Number();
            if (reader.Take('}')) return true;
        }

        reader.Return(mark);
        return false;
    }

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(character => char.IsLetterOrDigit(character) || character is '_' or '$');
}
