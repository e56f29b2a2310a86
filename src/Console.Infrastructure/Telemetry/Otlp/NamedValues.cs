using System.Text;
using AgentConsole.Domain.Telemetry.GenAi;

namespace AgentConsole.Infrastructure.Telemetry.Otlp;

/// <summary>Numbers and names that the protocol fixes; what it does not know says nothing.</summary>
internal static class NamedValues
{
    private const int AttributeNameBytesMax = 200;

    public static SpanRole RoleOf(long number) => number is >= 0 and <= (long)SpanRole.Consumer ? (SpanRole)number : SpanRole.Unspecified;

    public static SpanRole RoleOf(string name) => name switch
    {
        "SPAN_KIND_INTERNAL" => SpanRole.Internal,
        "SPAN_KIND_SERVER" => SpanRole.Server,
        "SPAN_KIND_CLIENT" => SpanRole.Client,
        "SPAN_KIND_PRODUCER" => SpanRole.Producer,
        "SPAN_KIND_CONSUMER" => SpanRole.Consumer,
        _ => SpanRole.Unspecified,
    };

    public static SpanStatus StatusOf(long number) => number is >= 0 and <= (long)SpanStatus.Error ? (SpanStatus)number : SpanStatus.Unset;

    public static SpanStatus StatusOf(string name) => name switch
    {
        "STATUS_CODE_OK" => SpanStatus.Ok,
        "STATUS_CODE_ERROR" => SpanStatus.Error,
        _ => SpanStatus.Unset,
    };

    /// <summary>An attribute's name; one that is longer than any that is read has none.</summary>
    public static string AttributeOf(ReadOnlySpan<byte> utf8) => utf8.Length <= AttributeNameBytesMax ? Encoding.UTF8.GetString(utf8) : "";
}
