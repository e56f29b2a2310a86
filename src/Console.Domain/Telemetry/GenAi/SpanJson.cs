using System.Text.Json;

namespace AgentConsole.Domain.Telemetry.GenAi;

/// <summary>JSON that came inside a text.</summary>
internal static class SpanJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = TelemetryLimits.DepthMax, AllowDuplicateProperties = false };

    /// <summary>What the text holds, where it is an object or a list; any other text is itself.</summary>
    public static JsonElement Of(string text) => Container(text) ?? JsonSerializer.SerializeToElement(text);

    /// <summary>The object or list that the text holds; null where it holds none, or one that cannot be read whole.</summary>
    public static JsonElement? Container(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty || start[0] is not ('{' or '[')) return null;
        try
        {
            var read = JsonElement.Parse(text, Strict);
            return IsText(read) ? read : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    // Half a character stands in JSON and is no text.
    private static bool IsText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().All(member => member.Name.Length >= 0 && IsText(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().All(IsText),
        JsonValueKind.String => value.GetString() is not null,
        _ => true,
    };
}
