using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry.Store;

/// <summary>A span by its ids.</summary>
internal readonly record struct SpanPlace(string Agent, string Environment, string Trace, string Span)
{
    /// <summary>The span itself.</summary>
    public ToldKey Key => ToldKey.OfSpan(Agent, Environment, Trace, Span);

    /// <summary>A model call that counts stands within it, told before it is.</summary>
    public ToldKey ModelKey => ToldKey.Of(Agent, Environment, "model within", Trace, Span);

    /// <summary>The far end of a call of this tool stands right within it, told before it is.</summary>
    public ToldKey ToolKey(string tool) => ToldKey.Of(Agent, Environment, "tool within", Trace, Span, tool);

    /// <summary>Null where it was not told as a span: a line that names a parent is a call of its own.</summary>
    public static SpanPlace? Of(TraceEvent one) =>
        one is { IsSpan: true, TraceId: { } trace, SpanId: { } span } ? new(one.Agent, one.Environment, trace, span) : null;

    /// <summary>What it stands in; null where in nothing.</summary>
    public SpanPlace? Around(TraceEvent one) => one.ParentSpanId is { } parent && parent != Span ? this with { Span = parent } : null;
}
