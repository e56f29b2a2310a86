using AgentConsole.Domain.Telemetry.GenAi;

namespace AgentConsole.Infrastructure.Telemetry.Otlp;

/// <summary>Of a span's events, those that tell of an exception.</summary>
internal static class Failures
{
    public static void Add(SpanParts span, string name, AttributeSet attributes)
    {
        if (name != SpanNames.Failure) return;
        if (span.Failures.Count >= SpanLimits.FailuresMax) span.Failures.RemoveAt(0);
        span.Failures.Add(new(TextOf(attributes, SpanNames.FailureType), TextOf(attributes, SpanNames.FailureMessage)));
    }

    private static string? TextOf(AttributeSet attributes, string name) => attributes.Values.TryGetValue(name, out var value) ? value.AsText() : null;
}
