namespace AgentConsole.Cedar.Schemas;

/// <summary>An action that another one names as its group.</summary>
/// <param name="Type">The action's type, or null for the one of the same namespace.</param>
internal sealed record ActionReference(SchemaPosition At, string? Type, string Id);
