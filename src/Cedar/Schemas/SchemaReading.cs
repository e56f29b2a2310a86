using System.Diagnostics.CodeAnalysis;

namespace AgentConsole.Cedar.Schemas;

/// <summary>What came of reading a schema: the schema, or the reasons why there is none.</summary>
public sealed record SchemaReading(CedarSchema? Schema, IReadOnlyList<CedarFault> Faults)
{
    [MemberNotNullWhen(true, nameof(Schema))]
    public bool IsRead => Schema is not null;
}
