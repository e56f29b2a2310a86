using System.Text.Json;

namespace AgentConsole.Domain.Telemetry.GenAi;

/// <summary>Which tool a span tells of, with what, and what came back.</summary>
internal static class SpanTool
{
    private static readonly string[] Prefixes = ["execute_tool ", "tools/call ", "running tool: "];

    /// <summary>The tool's name; where no attribute holds it, what the span is called.</summary>
    public static string? NameOf(TraceSpan span)
    {
        var name = span.Text(SpanNames.Tools) ?? (span.Text(SpanNames.TraceloopKind) == "tool" ? span.Text(SpanNames.TraceloopEntity) : null) ?? Unprefixed(span.Name);
        return string.IsNullOrWhiteSpace(name) ? null : ShortText.Of(name, TelemetryLimits.ToolLengthMax);
    }

    public static string? CallIdOf(TraceSpan span) => span.Text(SpanNames.ToolCallIds) is { Length: <= TelemetryLimits.IdLengthMax } id ? id : null;

    /// <summary>Null where nobody said, or where they are too long to be kept whole.</summary>
    public static JsonElement? ArgumentsOf(TraceSpan span, out bool isTooLong)
    {
        isTooLong = false;
        foreach (var name in SpanNames.Arguments)
        {
            if (span.Value(name) is not { } value || value is SpanValue.Text { Value: "" or "null" }) continue;
            var arguments = value.AsJson();
            if (name == SpanNames.ToolParameters && IsSchema(arguments)) continue;
            isTooLong = arguments.GetRawText().Length > SpanLimits.ArgumentsLengthMax;
            return isTooLong ? null : arguments;
        }

        return null;
    }

    public static JsonElement? ResultOf(TraceSpan span) => span.Value(SpanNames.Results)?.AsJson();

    private static string Unprefixed(string name)
    {
        foreach (var prefix in Prefixes)
            if (name.StartsWith(prefix, StringComparison.Ordinal)) return name[prefix.Length..];
        return name;
    }

    // OpenInference means what the tool may be given; most instrumentations write what it was given.
    private static bool IsSchema(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
        && value.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("object");
}
