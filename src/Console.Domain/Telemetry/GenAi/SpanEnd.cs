namespace AgentConsole.Domain.Telemetry.GenAi;

/// <summary>How a span ended, and in what words.</summary>
internal sealed record SpanEnd(TraceOutcome Outcome, string? ErrorType, string? Error)
{
    public static SpanEnd Of(TraceSpan span)
    {
        if (!IsFailed(span)) return new(IsOver(span) ? TraceOutcome.Ok : TraceOutcome.Unknown, null, null);
        // An exception that was caught stands on a span that went well; here the last one is the reason.
        var failure = span.Failures.Count > 0 ? span.Failures[^1] : null;
        var type = span.Text(SpanNames.ErrorType) ?? failure?.Type ?? span.Text("rpc.response.status_code");
        var message = failure?.Message ?? span.StatusMessage ?? span.Text(SpanNames.LangfuseMessage);
        return new(TraceOutcome.Error, Short(type, TelemetryLimits.ErrorTypeLengthMax), Short(message, TelemetryLimits.ErrorLengthMax));
    }

    private static bool IsFailed(TraceSpan span) =>
        span.Status == SpanStatus.Error || span.Text(SpanNames.ErrorType) is not null
        || span.Text(SpanNames.ResponseStatus) == "failed" || span.Text(SpanNames.LangfuseLevel) == "ERROR";

    // By the convention nobody but an application's owner says that all went well; who says nothing means no error.
    private static bool IsOver(TraceSpan span) => span.Status == SpanStatus.Ok || span.EndNanos > 0;

    private static string? Short(string? text, int lengthMax) => string.IsNullOrWhiteSpace(text) ? null : ShortText.Of(text, lengthMax);
}
