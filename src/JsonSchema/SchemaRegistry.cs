using System.Collections.Frozen;
using System.Text.Json;
using AgentConsole.JsonSchema.Compilation;

namespace AgentConsole.JsonSchema;

/// <summary>The documents that references may reach, each under the absolute URI it is known by.</summary>
public sealed class SchemaRegistry
{
    private readonly FrozenDictionary<string, JsonElement> documents;

    /// <summary>Keeps its own copy of each document, so that the caller may dispose what they came from.</summary>
    public SchemaRegistry(IEnumerable<KeyValuePair<string, JsonElement>> documents) => this.documents = documents.ToFrozenDictionary(
        document => UriReference.WithoutFragment(UriReference.Normalize(document.Key)),
        document => document.Value.Clone(),
        StringComparer.Ordinal);

    public static SchemaRegistry Empty { get; } = new([]);

    internal bool TryFind(string uri, out JsonElement document) => documents.TryGetValue(uri, out document);
}
