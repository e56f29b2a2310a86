namespace AgentConsole.Cedar;

/// <summary>One reason why a policy, a schema, an entity or a query is refused.</summary>
/// <param name="Span">The place in the text; <see cref="SourceSpan.None"/> for JSON and for what was not read.</param>
/// <param name="Message">A sentence for people; it repeats at most a short cut of the text.</param>
/// <param name="Pointer">The JSON pointer to the place in a JSON document, else null.</param>
public sealed record CedarFault(SourceSpan Span, string Message, string? Pointer = null)
{
    public int Line => Span.Line;

    public int Column => Span.Column;

    /// <summary>The policy that the fault is about, where there is one.</summary>
    public string? PolicyId { get; init; }

    public override string ToString() =>
        Span.Line > 0 ? $"{Span.Line}:{Span.Column}: {Message}" : Pointer is { Length: > 0 } ? $"{Pointer}: {Message}" : Message;
}
