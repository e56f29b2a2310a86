namespace AgentConsole.Domain.Telemetry.GenAi;

/// <summary>Which spans of one export stand within which. Parents may be missing, and hostile ones may go in a circle.</summary>
internal sealed class SpanFamily
{
    private readonly Dictionary<(string Trace, string Span), TraceSpan> _byId;

    public SpanFamily(IEnumerable<TraceSpan> spans)
    {
        _byId = [];
        foreach (var span in spans) _byId.TryAdd((span.TraceId, span.SpanId), span);
    }

    /// <summary>Null where it has none in this export.</summary>
    public TraceSpan? ParentOf(TraceSpan span) =>
        span.ParentSpanId is { } parent && _byId.TryGetValue((span.TraceId, parent), out var found) && !ReferenceEquals(found, span) ? found : null;

    /// <summary>All spans that stand around one of these.</summary>
    public HashSet<TraceSpan> Around(IEnumerable<TraceSpan> inner)
    {
        var around = new HashSet<TraceSpan>(ReferenceEqualityComparer.Instance);
        foreach (var span in inner)
            // What is marked has had its own surroundings marked: each span is walked through once, and no circle is endless.
            for (var outer = ParentOf(span); outer is not null && !ReferenceEquals(outer, span) && around.Add(outer); outer = ParentOf(outer)) { }
        return around;
    }

    /// <summary>For each span what it says itself, or else the nearest span around it that says something.</summary>
    public Dictionary<TraceSpan, string?> Nearest(IEnumerable<TraceSpan> spans, Func<TraceSpan, string?> said)
    {
        var known = new Dictionary<TraceSpan, string?>(ReferenceEqualityComparer.Instance);
        var path = new List<TraceSpan>();
        foreach (var span in spans)
        {
            path.Clear();
            string? found = null;
            for (var at = span; at is not null; at = ParentOf(at))
            {
                if (known.TryGetValue(at, out found)) break;
                known[at] = null;
                path.Add(at);
                if ((found = said(at)) is not null) break;
            }

            foreach (var one in path) known[one] = found;
        }

        return known;
    }
}
