namespace AgentConsole.JsonSchema.Patterns;

/// <summary>Judges whether a pattern can be matched in time that only grows with the text.</summary>
internal sealed class PatternCost
{
    // Beyond these, building the automaton takes longer than it saves.
    private const int SizeMax = 300;
    private const int DistinctSetsMax = 48;

    private readonly HashSet<int> sets = [];
    private bool isRegular = true;

    private PatternCost() { }

    /// <summary>The size with every repetition written out; null if the pattern looks around, refers back or is too large for an automaton.</summary>
    public static int? OfAutomaton(PatternNode pattern)
    {
        var cost = new PatternCost();
        var size = cost.SizeOf(pattern);
        return size <= SizeMax && cost.isRegular && cost.sets.Count <= DistinctSetsMax ? (int)size : null;
    }

    private long SizeOf(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.Set set:
                sets.Add(set.Points.HashOfRanges());
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
