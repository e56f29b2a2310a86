namespace AgentConsole.Domain.Telemetry.GenAi;

/// <summary>The model of a call.</summary>
internal static class SpanModel
{
    private const string Folder = "/models/";

    /// <summary>The one that answered, or else the one that was asked for; null where nobody said.</summary>
    public static string? Of(TraceSpan span) => (span.Text(SpanNames.AnsweringModels) ?? span.Text(SpanNames.AskedModels)) is { } model ? NameIn(model) : null;

    // Vertex AI names it by its place: projects/…/publishers/google/models/gemini-2.5-flash.
    private static string NameIn(string model)
    {
        var at = model.LastIndexOf(Folder, StringComparison.Ordinal);
        var name = at >= 0 ? model[(at + Folder.Length)..] : model.StartsWith(Folder[1..], StringComparison.Ordinal) ? model[(Folder.Length - 1)..] : model;
        return ShortText.Of(name.Length > 0 ? name : model, TelemetryLimits.LabelLengthMax);
    }
}
