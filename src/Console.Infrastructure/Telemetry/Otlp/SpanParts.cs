using AgentConsole.Domain.Telemetry.GenAi;

namespace AgentConsole.Infrastructure.Telemetry.Otlp;

/// <summary>One span while it is read.</summary>
internal sealed class SpanParts
{
    public string TraceId { get; set; } = "";
    public string SpanId { get; set; } = "";
    public string ParentSpanId { get; set; } = "";
    public string Name { get; set; } = "";
    public SpanRole Role { get; set; }
    public ulong StartNanos { get; set; }
    public ulong EndNanos { get; set; }
    public SpanStatus Status { get; set; }
    public string? StatusMessage { get; set; }
    public AttributeSet Attributes { get; } = new();
    public List<SpanFailure> Failures { get; } = [];
    /// <summary>Longer than a span may be, in bytes or in attributes.</summary>
    public bool IsTooLarge { get; set; }
}
