using Microsoft.Net.Http.Headers;

namespace AgentConsole.Web.Telemetry;

/// <summary>In which of its two spellings OpenTelemetry's protocol is spoken; the answer is in that of the question.</summary>
internal enum OtlpSpelling
{
    Protobuf,
    Json,
}

/// <summary>Media types of the spellings.</summary>
internal static class OtlpSpellings
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";

    /// <summary>Null for any other media type.</summary>
    public static OtlpSpelling? Of(HttpRequest request) => MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type.MediaType.Value?.ToLowerInvariant() switch
    {
        Protobuf => OtlpSpelling.Protobuf,
        Json => OtlpSpelling.Json,
        _ => null,
    } : null;

    public static string MediaType(this OtlpSpelling spelling) => spelling == OtlpSpelling.Protobuf ? Protobuf : Json;
}
