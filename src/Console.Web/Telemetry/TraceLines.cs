using System.Text.Json;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Telemetry;

namespace AgentConsole.Web.Telemetry;

/// <summary>The events of a body: one JSON object a line, or an array. What cannot be read is told by its number, and the rest is kept.</summary>
internal sealed class TraceLines : IDisposable
{
    private static readonly JsonDocumentOptions Form = new() { MaxDepth = TelemetryLimits.DepthMax };
    private readonly List<JsonDocument> _documents = [];

    public List<NumberedDraft> Drafts { get; } = [];

    public List<RejectedEvent> Rejected { get; } = [];

    private TraceLines(ReadOnlyMemory<byte> lines) => ReadLines(lines);

    private TraceLines(JsonDocument document)
    {
        _documents.Add(document);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Array) Add(1, root);
        else foreach (var (at, entry) in root.EnumerateArray().Index()) Add(at + 1, entry);
    }

    /// <summary>Null where the body is no JSON, though it says so.</summary>
    public static TraceLines? Read(ReadOnlyMemory<byte> body, bool isLines)
    {
        if (isLines) return new(body);
        try
        {
            return new(JsonDocument.Parse(body, Form));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        foreach (var document in _documents) document.Dispose();
    }

    private void ReadLines(ReadOnlyMemory<byte> body)
    {
        for (var number = 1; body.Length > 0; number++)
        {
            var end = body.Span.IndexOf((byte)'\n');
            var line = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            if (line.Span.Trim(" \t\r"u8).IsEmpty) continue;
            if (line.Length > TelemetryLimits.LineBytesMax)
            {
                Rejected.Add(new(number, "too_large", $"A line may have {TelemetryLimits.LineBytesMax} bytes."));
                continue;
            }

            try
            {
                var document = JsonDocument.Parse(line, Form);
                _documents.Add(document);
                Add(number, document.RootElement);
            }
            catch (JsonException)
            {
                Rejected.Add(new(number, "malformed", "The line is not JSON, or is nested too deeply."));
            }
        }
    }

    private void Add(int number, JsonElement element)
    {
        if (Drafts.Count >= TelemetryLimits.EventsMax)
            Rejected.Add(new(number, "too_many", $"A body may have {TelemetryLimits.EventsMax} events."));
        else if (TraceLine.Read(element, out var fault) is { } draft) Drafts.Add(new(number, draft));
        else Rejected.Add(new(number, fault!.Code, fault.Message));
    }
}
