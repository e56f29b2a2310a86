namespace AgentConsole.JsonSchema.Patterns;

/// <summary>A regular expression as ECMAScript reads it, in Unicode mode.</summary>
internal abstract record PatternNode
{
    private PatternNode() { }

    /// <summary>One code point of a set.</summary>
    public sealed record Set(CodePointSet Points) : PatternNode;

    public sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    public sealed record Choice(IReadOnlyList<PatternNode> Branches) : PatternNode;

    /// <summary>As often as from <paramref name="Min"/> to <paramref name="Max"/>; no maximum is null.</summary>
    public sealed record Repeat(PatternNode Body, int Min, int? Max, bool IsLazy) : PatternNode;

    public sealed record Capture(int Number, PatternNode Body) : PatternNode;

    /// <summary>What is matched here must be what a group matched; one that matched nothing yet allows anything.</summary>
    public sealed record BackReference(int Number) : PatternNode;

    public sealed record Look(PatternNode Body, bool IsBehind, bool IsNegative) : PatternNode;

    public sealed record Start : PatternNode;

    public sealed record End : PatternNode;

    public sealed record WordBoundary(bool IsNegative) : PatternNode;
}
