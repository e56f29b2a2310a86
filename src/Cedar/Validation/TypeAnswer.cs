using System.Collections.Immutable;
using AgentConsole.Cedar.Schemas;

namespace AgentConsole.Cedar.Validation;

/// <summary>What is known of an expression: its type, or null where there is none, and what is safe once it has held.</summary>
internal readonly record struct TypeAnswer(SchemaType? Type, ImmutableHashSet<Capability> Safe)
{
    public static ImmutableHashSet<Capability> Nothing { get; } = [];

    public static TypeAnswer Unknown { get; } = new(null, Nothing);

    public static implicit operator TypeAnswer(SchemaType? type) => FromType(type);

    public static TypeAnswer FromType(SchemaType? type) => new(type, Nothing);
}
