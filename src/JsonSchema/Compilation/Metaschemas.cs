using System.Collections.Concurrent;
using System.Text.Json;

namespace AgentConsole.JsonSchema.Compilation;

/// <summary>The published 2020-12 metaschemas, as they are carried inside the assembly.</summary>
internal static class Metaschemas
{
    private const string Prefix = "https://json-schema.org/draft/2020-12/";

    private static readonly ConcurrentDictionary<string, JsonElement> documents = new(StringComparer.Ordinal);

    public static bool TryFind(string uri, out JsonElement document)
    {
        document = default;
        if (!uri.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (documents.TryGetValue(uri, out document)) return true;
        using var stream = typeof(Metaschemas).Assembly.GetManifestResourceStream(uri[Prefix.Length..]);
        if (stream is null) return false;
        using var parsed = JsonDocument.Parse(stream);
        document = documents.GetOrAdd(uri, parsed.RootElement.Clone());
        return true;
    }
}
