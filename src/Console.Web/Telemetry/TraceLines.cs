using System.Text.Json;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Telemetry;

namespace AgentConsole.Web.Telemetry;

/// <summary>The events of a body: one JSON object a line, or an array. What cannot be read is told by its number, and the rest is kept.</summary>
internal sealed class TraceLines : IDisposable
{
    private static readonly JsonDocumentOptions Form = new() { MaxDepth = TelemetryLimits.DepthMax };
    private readonly List<JsonDocument> _documents = [];
    private int _read;

    public List<NumberedDraft> Drafts { get; } = [];

    /// <summary>The first of those that cannot be read.</summary>
    public List<RejectedEvent> Rejected { get; } = [];

    public int RejectedCount { get; private set; }

    private TraceLines(ReadOnlyMemory<byte> lines) => ReadLines(lines);

    private TraceLines(JsonDocument document)
    {
        _documents.Add(document);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Array)
        {
            Add(1, root);
            return;
        }

        foreach (var (at, entry) in root.EnumerateArray().Index())
        {
            if (IsTooMany(at + 1)) return;
            Add(at + 1, entry);
        }
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
            if (IsTooMany(number)) return;
            if (line.Length > TelemetryLimits.LineBytesMax)
            {
                Reject(number, "too_large", $"A line may have {TelemetryLimits.LineBytesMax} bytes.");
                continue;
            }

            try
            {
                var document = JsonDocument.Parse(line, Form);
                if (Add(number, document.RootElement)) _documents.Add(document);
                else document.Dispose();
            }
            catch (JsonException)
            {
                Reject(number, "malformed", "The line is not JSON, or is nested too deeply.");
            }
        }
    }

    // What is not read is not counted either: the rest of the body is one refusal.
    private bool IsTooMany(int number)
    {
        if (_read++ < TelemetryLimits.EventsMax) return false;
        Reject(number, "too_many", $"A body may have {TelemetryLimits.EventsMax} events; from here on it was not read.");
        return true;
    }

    private bool Add(int number, JsonElement element)
    {
        if (TraceLine.Read(element, out var fault) is not { } draft)
        {
            Reject(number, fault!.Code, fault.Message);
            return false;
        }

        Drafts.Add(new(number, draft));
        return true;
    }

    private void Reject(int number, string code, string reason)
    {
        RejectedCount++;
        if (Rejected.Count < TelemetryLimits.RejectionsShownMax) Rejected.Add(new(number, code, reason));
    }
}
