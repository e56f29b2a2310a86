namespace AgentConsole.JsonSchema.Patterns;

/// <summary>The capturing groups of a pattern, counted beforehand because a reference may come before its group.</summary>
internal sealed class PatternGroups
{
    private readonly Dictionary<string, int> named = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    public static PatternGroups In(string source)
    {
        var groups = new PatternGroups();
        var isInClass = false;
        for (var at = 0; at < source.Length; at++)
        {
            if (source[at] == '\\') at++;
            else if (source[at] == '[') isInClass = true;
            else if (source[at] == ']') isInClass = false;
            else if (source[at] == '(' && !isInClass) groups.Note(source.AsSpan(at + 1));
        }

        return groups;
    }

    public int? Find(string name) => named.TryGetValue(name, out var number) ? number : null;

    private void Note(ReadOnlySpan<char> after)
    {
        if (after is not ['?', ..])
        {
            Count++;
            return;
        }

        if (after is not ['?', '<', not ('=' or '!'), ..]) return;
        Count++;
        var end = after.IndexOf('>');
        if (end < 0) throw new FormatException("the name of a group has no end.");
        if (!named.TryAdd(after[2..end].ToString(), Count)) throw new FormatException("two groups have the same name.");
    }
}
