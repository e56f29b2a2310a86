namespace AgentConsole.Cedar;

/// <summary>A place in a text: where it starts, counted in characters from zero and as line and column from one, and how long it is.</summary>
public readonly record struct SourceSpan(int Offset, int Length, int Line, int Column)
{
    /// <summary>The place of what was not read from text.</summary>
    public static SourceSpan None { get; }

    internal SourceSpan To(SourceSpan last) => this with { Length = last.Offset + last.Length - Offset };
}
