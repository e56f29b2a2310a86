using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using AgentConsole.Domain.Telemetry.GenAi;

namespace AgentConsole.Domain.Tests.Telemetry.GenAi;

/// <summary>A trace as Langfuse exports it, turned back into the spans that it came from.</summary>
internal sealed class LangfuseExport
{
    private readonly List<JsonElement> _observations;

    private LangfuseExport(JsonElement root) => _observations = [.. root.GetProperty("observations").EnumerateArray()];

    /// <summary>With the attributes that Langfuse kept, and nothing of what it made of them.</summary>
    public IReadOnlyList<TraceSpan> Spans => [.. _observations.Select((one, at) => SpanOf(one, at + 1))];

    /// <summary>What Langfuse counted as calls of a model, each with its tokens.</summary>
    public IReadOnlyList<(long Input, long Output)> Generations =>
    [
        .. _observations.Where(one => TypeOf(one) == "GENERATION" && UsageOf(one, "total") > 0).Select(one => (UsageOf(one, "input"), UsageOf(one, "output"))),
    ];

    public static LangfuseExport Read(string name)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Telemetry", "FrameworkTraces", name + ".trace.json.gz"));
        using var json = new GZipStream(file, CompressionMode.Decompress);
        using var document = JsonDocument.Parse(json);
        return new(document.RootElement.Clone());
    }

    private static string? TypeOf(JsonElement observation) => observation.GetProperty("type").GetString();

    private static long UsageOf(JsonElement observation, string what) =>
        observation.TryGetProperty("usageDetails", out var usage) && usage.ValueKind == JsonValueKind.Object && usage.TryGetProperty(what, out var count) ? count.GetInt64() : 0;

    private static TraceSpan SpanOf(JsonElement observation, int number)
    {
        var metadata = Opened(observation.GetProperty("metadata"));
        return new()
        {
            Number = number,
            TraceId = observation.GetProperty("traceId").GetString()!,
            SpanId = observation.GetProperty("id").GetString()!,
            ParentSpanId = observation.TryGetProperty("parentObservationId", out var parent) ? parent.GetString() : null,
            Name = observation.GetProperty("name").GetString()!,
            StartNanos = NanosOf(observation, "startTime"),
            EndNanos = NanosOf(observation, "endTime"),
            Attributes = ValuesOf(metadata, "attributes"),
            Resource = ValuesOf(metadata, "resourceAttributes"),
        };
    }

    private static JsonElement Opened(JsonElement value) => value.ValueKind == JsonValueKind.String ? JsonElement.Parse(value.GetString()!) : value;

    private static Dictionary<string, SpanValue> ValuesOf(JsonElement metadata, string member)
    {
        var values = new Dictionary<string, SpanValue>();
        if (!metadata.TryGetProperty(member, out var attributes)) return values;
        foreach (var attribute in Opened(attributes).EnumerateObject())
            if (SpanNames.IsRead(attribute.Name)) values[attribute.Name] = new SpanValue.Text(attribute.Value.ValueKind == JsonValueKind.String ? attribute.Value.GetString()! : attribute.Value.GetRawText());
        return values;
    }

    private static ulong NanosOf(JsonElement observation, string member) =>
        (ulong)(DateTimeOffset.Parse(observation.GetProperty(member).GetString()!, CultureInfo.InvariantCulture) - DateTimeOffset.UnixEpoch).Ticks * 100;
}
