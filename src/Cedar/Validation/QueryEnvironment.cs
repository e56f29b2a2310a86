using AgentConsole.Cedar.Schemas;

namespace AgentConsole.Cedar.Validation;

/// <summary>One kind of query that a policy could meet, and the types of what a link could name for its slots.</summary>
internal sealed record QueryEnvironment(SchemaType.EntityType Principal, ActionDefinition Action, SchemaType.EntityType Resource)
{
    public SchemaType.EntityType? PrincipalSlot { get; init; }

    public SchemaType.EntityType? ResourceSlot { get; init; }
}
