using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentConsole.Domain;

namespace AgentConsole.Web.Telemetry;

/// <summary>
/// An answer of OpenTelemetry's protocol: an ExportTraceServiceResponse, or a google.rpc.Status where nothing was taken.
/// </summary>
internal sealed class OtlpAnswer : IResult
{
    private const int MessageLengthMax = 2_000;
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly int _status;
    private readonly OtlpSpelling _spelling;
    private readonly ReadOnlyMemory<byte> _body;

    private OtlpAnswer(int status, OtlpSpelling spelling, ReadOnlyMemory<byte> body) => (_status, _spelling, _body) = (status, spelling, body);

    /// <summary>How long whoever sent it had better wait before it is sent again.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>All but so many spans were taken.</summary>
    public static OtlpAnswer Taken(OtlpSpelling spelling, long rejected, string message) => new(StatusCodes.Status200OK, spelling, (spelling, rejected) switch
    {
        (OtlpSpelling.Protobuf, 0) => default,
        (OtlpSpelling.Protobuf, _) => Field(1, [.. Number(1, (ulong)rejected), .. Field(2, Encoding.UTF8.GetBytes(Short(message)))]),
        (_, 0) => "{}"u8.ToArray(),
        _ => Json(json =>
        {
            json.WriteStartObject("partialSuccess");
            json.WriteString("rejectedSpans", rejected.ToString(CultureInfo.InvariantCulture));
            json.WriteString("errorMessage", Short(message));
            json.WriteEndObject();
        }),
    });

    /// <summary>Nothing was taken.</summary>
    public static OtlpAnswer Refused(int status, OtlpSpelling spelling, string message, int? retryAfterSeconds = null) =>
        new(status, spelling, spelling == OtlpSpelling.Protobuf
            ? (byte[])[.. Number(1, (ulong)CodeOf(status)), .. Field(2, Encoding.UTF8.GetBytes(Short(message)))]
            : Json(json =>
            {
                json.WriteNumber("code", CodeOf(status));
                json.WriteString("message", Short(message));
            }))
        { RetryAfterSeconds = retryAfterSeconds };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = _status;
        response.ContentType = _spelling.MediaType();
        response.ContentLength = _body.Length;
        if (RetryAfterSeconds is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return response.Body.WriteAsync(_body, httpContext.RequestAborted).AsTask();
    }

    // By google.rpc.Code: INVALID_ARGUMENT, RESOURCE_EXHAUSTED, UNAVAILABLE.
    private static int CodeOf(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge or StatusCodes.Status429TooManyRequests => 8,
        StatusCodes.Status503ServiceUnavailable => 14,
        _ => 3,
    };

    private static string Short(string message) => ShortText.Of(message, MessageLengthMax);

    private static byte[] Json(Action<Utf8JsonWriter> members)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, Form))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    private static byte[] Number(int field, ulong value) => [(byte)(field << 3), .. Varint(value)];

    private static byte[] Field(int field, byte[] bytes) => [(byte)((field << 3) | 2), .. Varint((ulong)bytes.Length), .. bytes];

    private static List<byte> Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)((value & 0x7F) | 0x80));
        bytes.Add((byte)value);
        return bytes;
    }
}
