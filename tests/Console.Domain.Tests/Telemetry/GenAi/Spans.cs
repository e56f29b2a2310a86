using System.Globalization;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Domain.Telemetry.GenAi;

namespace AgentConsole.Domain.Tests.Telemetry.GenAi;

/// <summary>Spans made by hand for tests.</summary>
internal static class Spans
{
    public const string Trace = "0af7651916cd43dd8448eb211c80319c";
    public const ulong Start = 1_764_000_000_000_000_000;

    public static TraceSpan Of(int number, params (string Name, object Value)[] attributes) => new()
    {
        Number = number,
        TraceId = Trace,
        SpanId = IdOf(number),
        Name = "span " + number.ToString(CultureInfo.InvariantCulture),
        StartNanos = Start,
        EndNanos = Start + 1_500_000_000,
        Attributes = Values(attributes),
    };

    public static TraceSpan Within(this TraceSpan span, int parent) => span with { ParentSpanId = IdOf(parent) };

    public static TraceSpan MadeBy(this TraceSpan span, params (string Name, object Value)[] attributes) => span with { Resource = Values(attributes) };

    public static TraceDraft Draft(this TraceSpan span) => SpanDrafts.Of([span])[0].Draft;

    public static List<TraceDraft> Drafts(params TraceSpan[] spans) => [.. SpanDrafts.Of(spans).Select(one => one.Draft)];

    public static SpanValue Value(object value) => value switch
    {
        string text => new SpanValue.Text(text),
        bool flag => new SpanValue.Flag(flag),
        int whole => new SpanValue.Whole(whole),
        long whole => new SpanValue.Whole(whole),
        double real => new SpanValue.Real(real),
        string[] texts => new SpanValue.Parts([.. texts.Select(text => new SpanValue.Text(text))]),
        SpanValue ready => ready,
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    public static string IdOf(int number) => number.ToString("x16", CultureInfo.InvariantCulture);

    private static Dictionary<string, SpanValue> Values((string Name, object Value)[] attributes) =>
        attributes.Where(one => SpanNames.IsRead(one.Name)).ToDictionary(one => one.Name, one => Value(one.Value));
}
