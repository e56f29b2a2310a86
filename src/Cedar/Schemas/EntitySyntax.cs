namespace AgentConsole.Cedar.Schemas;

/// <summary>An entity type as a schema declares it.</summary>
/// <param name="Ids">The only ids that there are, or null where any id may be.</param>
internal sealed record EntitySyntax(SchemaPosition At, IReadOnlyList<TypeSyntax.Named> Parents, TypeSyntax? Shape, TypeSyntax? Tags, IReadOnlyList<string>? Ids);
