using System.Text.Json;

namespace AgentConsole.Infrastructure.Telemetry.Otlp;

/// <summary>
/// Reads an ExportTraceServiceRequest of OpenTelemetry's protocol in either of its spellings. A span that cannot be used is left out and counted;
/// a body that cannot be read is refused as a whole.
/// </summary>
public static class OtlpReader
{
    /// <summary>Null where the body is no such message.</summary>
    public static OtlpExport? OfProtobuf(ReadOnlySpan<byte> body, out string reason)
    {
        var spans = new SpanCollector();
        try
        {
            ProtobufSpans.Read(body, spans);
            reason = "";
            return spans.Close();
        }
        catch (UndecodableException exception)
        {
            reason = exception.Message;
            return null;
        }
    }

    /// <summary>Null where the body is no such message.</summary>
    public static OtlpExport? OfJson(ReadOnlySpan<byte> body, out string reason)
    {
        var spans = new SpanCollector();
        try
        {
            JsonSpans.Read(body, spans);
            reason = "";
            return spans.Close();
        }
        catch (UndecodableException exception)
        {
            reason = exception.Message;
            return null;
        }
        catch (JsonException)
        {
            reason = "The body is not JSON, or is nested too deeply.";
            return null;
        }
        catch (InvalidOperationException)
        {
            // A text with half a character in it.
            reason = "A text is not well-formed Unicode.";
            return null;
        }
    }
}
