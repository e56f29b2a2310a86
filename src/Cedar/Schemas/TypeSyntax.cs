namespace AgentConsole.Cedar.Schemas;

/// <summary>A type as a schema writes it, names not yet replaced.</summary>
internal abstract record TypeSyntax(SchemaPosition At)
{
    /// <param name="Wanted">What the name may stand for; JSON says it, Cedar's own syntax leaves it open.</param>
    internal sealed record Named(SchemaPosition At, string Name, NameKind Wanted) : TypeSyntax(At);

    internal sealed record BuiltIn(SchemaPosition At, SchemaType Type) : TypeSyntax(At);

    internal sealed record SetOf(SchemaPosition At, TypeSyntax Element) : TypeSyntax(At);

    internal sealed record RecordOf(SchemaPosition At, IReadOnlyList<AttributeSyntax> Attributes) : TypeSyntax(At);
}
