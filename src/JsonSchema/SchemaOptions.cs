namespace AgentConsole.JsonSchema;

/// <summary>What the caller decides about a schema before it is compiled.</summary>
public sealed record SchemaOptions
{
    public static SchemaOptions Default { get; } = new();

    /// <summary>The documents that a <c>$ref</c> or a <c>$schema</c> may name, beside the 2020-12 metaschemas; nothing is ever fetched.</summary>
    public SchemaRegistry Registry { get; init; } = SchemaRegistry.Empty;

    /// <summary>Whether <c>format</c> refuses what does not have it; the specification's default is that it only annotates.</summary>
    public bool AssertFormats { get; init; }

    /// <summary>
    /// Measures how long patterns take together, so that many slow ones are stopped like one that is too slow. Without a clock only
    /// each match has its time-out.
    /// </summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>The absolute URI that the schema was retrieved from, if it has one.</summary>
    public string? BaseUri { get; init; }
}
