namespace AgentConsole.Cedar.Schemas;

/// <summary>An action as a schema declares it.</summary>
internal sealed record ActionSyntax(
    SchemaPosition At,
    IReadOnlyList<ActionReference> Parents,
    IReadOnlyList<TypeSyntax.Named> Principals,
    IReadOnlyList<TypeSyntax.Named> Resources,
    TypeSyntax? Context);
