using System.Buffers;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Domain.Telemetry.GenAi;

namespace AgentConsole.Infrastructure.Telemetry.Otlp;

/// <summary>Takes the spans of one body under the bounds of the room, however they are spelled.</summary>
internal sealed class SpanCollector
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly List<TraceSpan> _spans = [];
    private readonly List<RejectedEvent> _rejected = [];
    private int _seen;
    private int _refused;
    private int _values;

    /// <summary>Whether there is room for one more value; asked for each part of each attribute.</summary>
    public bool MayHold()
    {
        if (_values >= SpanLimits.ValuesMax) return false;
        _values++;
        return true;
    }

    /// <param name="resource">May still be filled: the order of members is the sender's.</param>
    public void Add(SpanParts parts, AttributeSet resource, AttributeSet scope)
    {
        _seen++;
        if (FaultOf(parts) is var (code, reason))
        {
            Refuse(code, reason);
            return;
        }

        _spans.Add(new TraceSpan
        {
            Number = _seen,
            TraceId = parts.TraceId,
            SpanId = parts.SpanId,
            ParentSpanId = parts.ParentSpanId.Length > 0 ? parts.ParentSpanId : null,
            Name = parts.Name,
            Role = parts.Role,
            StartNanos = parts.StartNanos,
            EndNanos = parts.EndNanos,
            Attributes = parts.Attributes.Values,
            Resource = resource.Values,
            Scope = scope.Values,
            Failures = parts.Failures,
            Status = parts.Status,
            StatusMessage = parts.StatusMessage,
        });
    }

    /// <summary>A span that is too long to be looked into.</summary>
    public void AddTooLarge()
    {
        _seen++;
        Refuse("too_large", TooLarge);
    }

    public OtlpExport Close() => new(_spans, _refused, _rejected);

    private static string TooLarge => $"A span may have {SpanLimits.SpanBytesMax} bytes and {SpanLimits.AttributesMax} attributes that are read.";

    private (string Code, string Reason)? FaultOf(SpanParts parts) =>
        _spans.Count >= TelemetryLimits.EventsMax ? ("too_many", $"One body may have {TelemetryLimits.EventsMax} spans.")
        : parts.IsTooLarge || parts.Attributes.IsFull || _values >= SpanLimits.ValuesMax ? ("too_large", TooLarge)
        : !IsId(parts.TraceId, SpanLimits.TraceIdBytes) ? ("trace_id", "A trace id has 16 bytes, in JSON as hexadecimal digits, and is not zero.")
        : !IsId(parts.SpanId, SpanLimits.SpanIdBytes) ? ("span_id", "A span id has 8 bytes, in JSON as hexadecimal digits, and is not zero.")
        : parts.ParentSpanId.Length > 0 && !IsId(parts.ParentSpanId, SpanLimits.SpanIdBytes) ? ("parent_span_id", "A parent's span id has 8 bytes and is not zero.")
        : parts.StartNanos == 0 ? ("no_start", "The span does not say when it began.")
        : null;

    private static bool IsId(string hex, int bytes) =>
        hex.Length == bytes * 2 && hex.AsSpan().ContainsAnyExcept('0') && !hex.AsSpan().ContainsAnyExcept(HexDigits);

    private void Refuse(string code, string reason)
    {
        _refused++;
        if (_rejected.Count < TelemetryLimits.RejectionsShownMax) _rejected.Add(new(_seen, code, reason));
    }
}
