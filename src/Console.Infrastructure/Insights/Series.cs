using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Insights;

/// <summary>Which series a dashboard counts, as conditions on them.</summary>
internal static class Series
{
    public static readonly string ModelCalls = Of(TraceKind.ModelCall);

    public static readonly string ToolCalls = Of(TraceKind.ToolCall);

    public static readonly string Reviews = Of(TraceKind.Review);

    /// <summary>A run's end says how it went; its beginning says nothing yet.</summary>
    public static readonly string EndedRuns = $"{Of(TraceKind.Run)} AND s.outcome IN ({(long)TraceOutcome.Ok}, {(long)TraceOutcome.Error})";

    /// <summary>What policy was asked, and what else the console itself refused.</summary>
    public static readonly string Denials =
        $"{Of(TraceKind.Policy)} OR (s.outcome = {(long)TraceOutcome.Denied} AND s.kind IN ({(long)TraceKind.Review}, {(long)TraceKind.Release}))";

    /// <summary>Of those, what was refused.</summary>
    public static readonly string Refused =
        $"s.outcome = {(long)TraceOutcome.Denied} AND s.kind IN ({(long)TraceKind.Policy}, {(long)TraceKind.Review}, {(long)TraceKind.Release})";

    public static readonly string ToolErrors = $"{ToolCalls} AND s.outcome = {(long)TraceOutcome.Error}";

    public static readonly string Errors = $"s.outcome = {(long)TraceOutcome.Error} AND s.kind <> {(long)TraceKind.Run}";

    private static string Of(TraceKind kind) => $"s.kind = {(long)kind}";
}
