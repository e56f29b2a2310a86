using System.Text.Json;

namespace AgentConsole.Domain.Telemetry;

/// <summary>What an event's detail says of a look-up: the index that was searched, and the ids of what it gave.</summary>
public sealed record RetrievalDetail(string? Index, IReadOnlyList<string> Documents)
{
    /// <summary>Null where nothing was looked up.</summary>
    public static RetrievalDetail? Of(TraceEvent one)
    {
        if (one.Detail is not { } detail || !detail.Contains("\"retrieval\"", StringComparison.Ordinal)) return null;
        using var json = JsonDocument.Parse(detail);
        if (!json.RootElement.TryGetProperty("retrieval", out var retrieval) || retrieval.ValueKind != JsonValueKind.Object) return null;
        var ids = retrieval.TryGetProperty("doc_ids", out var told) && told.ValueKind == JsonValueKind.Array ? told.EnumerateArray().Select(id => id.ToString()) : [];
        return new(retrieval.TryGetProperty("index", out var index) ? index.GetString() : null, [.. ids]);
    }
}
