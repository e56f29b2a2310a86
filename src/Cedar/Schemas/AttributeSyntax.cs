namespace AgentConsole.Cedar.Schemas;

/// <summary>An attribute as a schema writes it.</summary>
internal sealed record AttributeSyntax(string Name, TypeSyntax Type, bool IsRequired);
