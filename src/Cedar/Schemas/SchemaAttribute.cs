namespace AgentConsole.Cedar.Schemas;

/// <summary>An attribute of an entity type or a record type.</summary>
internal sealed record SchemaAttribute(SchemaType Type, bool IsRequired);
