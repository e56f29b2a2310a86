namespace AgentConsole.JsonSchema.Patterns;

/// <summary>Judges whether a pattern can be matched in time that only grows with the text.</summary>
internal sealed class PatternCost
{
    // Beyond these, building the automaton takes longer than it saves.
    private const int SizeMax = 600;
    private const int DistinctSetsMax = 48;

    private readonly HashSet<string> sets = new(StringComparer.Ordinal);
    private bool isRegular = true;

    private PatternCost() { }

    /// <summary>Whether no looking around and no reference back is needed, and the whole is small when every repetition is written out.</summary>
    public static bool IsLinear(PatternNode pattern)
    {
        var cost = new PatternCost();
        return cost.SizeOf(pattern) <= SizeMax && cost.isRegular && cost.sets.Count <= DistinctSetsMax;
    }

    private long SizeOf(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.Set set:
                sets.Add(string.Join(',', set.Points.Ranges));
                return 1 + SurrogatePairs.Of(set.Points).Count();
            case PatternNode.Sequence sequence:
                return Sum(sequence.Parts);
            case PatternNode.Choice choice:
                return 1 + Sum(choice.Branches);
            case PatternNode.Repeat repeat:
                return Math.Min(SizeMax + 1, 1 + SizeOf(repeat.Body)) * Math.Min(SizeMax + 1, Math.Max(1, repeat.Max ?? repeat.Min + 1L));
            case PatternNode.Capture capture:
                return SizeOf(capture.Body);
            case PatternNode.Start or PatternNode.End:
                return 1;
            default:
                isRegular = false;
                return 1;
        }
    }

    private long Sum(IReadOnlyList<PatternNode> nodes) => nodes.Sum(SizeOf);
}
