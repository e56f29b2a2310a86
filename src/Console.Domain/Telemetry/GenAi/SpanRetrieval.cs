using System.Text.Json;

namespace AgentConsole.Domain.Telemetry.GenAi;

/// <summary>What was searched and which documents were found: their ids alone, nothing of what they say.</summary>
internal static class SpanRetrieval
{
    private static readonly string[] IdMembers = ["id", "document_id", "source_id"];

    public static string? IndexOf(TraceSpan span) => span.Text(SpanNames.Indexes) is { } index ? ShortText.Of(index, TelemetryLimits.LabelLengthMax) : null;

    public static IReadOnlyList<string> DocumentsOf(TraceSpan span) =>
    [
        .. Told(span).Concat(Counted(span)).Concat(Single(span))
            .Where(id => id.Length is > 0 and <= TelemetryLimits.IdLengthMax)
            .Distinct(StringComparer.Ordinal).Take(TelemetryLimits.DocumentIdsMax),
    ];

    private static IEnumerable<string> Told(TraceSpan span)
    {
        if (span.Value(SpanNames.RetrievedDocuments)?.AsJson() is not { ValueKind: JsonValueKind.Array } documents) yield break;
        foreach (var document in documents.EnumerateArray())
        {
            if (document.ValueKind != JsonValueKind.Object) continue;
            foreach (var name in IdMembers)
            {
                if (!document.TryGetProperty(name, out var id) || id.ValueKind is not (JsonValueKind.String or JsonValueKind.Number)) continue;
                yield return id.ValueKind == JsonValueKind.String ? id.GetString()! : id.GetRawText();
                break;
            }
        }
    }

    private static IEnumerable<string> Counted(TraceSpan span) =>
        span.Attributes.Where(attribute => SpanNames.IsDocumentId(attribute.Key)).OrderBy(attribute => attribute.Key.Length)
            .ThenBy(attribute => attribute.Key, StringComparer.Ordinal).Select(attribute => attribute.Value.AsText() ?? "");

    private static IEnumerable<string> Single(TraceSpan span) =>
        new[] { span.Text(SpanNames.DocumentIds), span.Text(SpanNames.McpResource) }.OfType<string>();
}
