using System.Buffers;
using System.IO.Compression;
using AgentConsole.Domain.Telemetry;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Http.Features;

namespace AgentConsole.Web.Telemetry;

/// <summary>Reads a body that may be packed with gzip, and stops as soon as it is too long: a small file may hold a huge one.</summary>
internal static class UnpackedBody
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>What the body may be packed with.</summary>
    public static bool IsPackingKnown(HttpRequest request) => IsPacked(request) || request.Headers.ContentEncoding.ToString() is var coding && (coding.Length == 0 || coding.Equals("identity", StringComparison.OrdinalIgnoreCase));

    // RFC 9110, 8.4.1: names of codings ignore case, and x-gzip is gzip.
    private static bool IsPacked(HttpRequest request) => request.Headers.ContentEncoding.ToString() is var coding
        && (coding.Equals("gzip", StringComparison.OrdinalIgnoreCase) || coding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Lets a body come that is too long, or that finds no room: the server then hears it out for a moment before it closes, and its
    /// sender hears our answer instead of a broken connection.
    /// </summary>
    public static void Hear(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = TelemetryLimits.BodyBytesMax * 2L;
    }

    /// <summary>Null where it is longer than <see cref="TelemetryLimits.BodyBytesMax"/>, or where the gate has no room for what it unpacks to.</summary>
    /// <exception cref="InvalidDataException">It is not what it says it is packed with.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, IntakeGate.Pass pass, CancellationToken cancellation)
    {
        if (request.ContentLength > TelemetryLimits.BodyBytesMax) return null;
        await using var unpacked = IsPacked(request) ? new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true) : null;
        Stream source = unpacked is null ? request.Body : unpacked;
        var body = new ArrayBufferWriter<byte>(Math.Max(ChunkBytes, (int)(request.ContentLength ?? 0)));
        while (true)
        {
            var read = await source.ReadAsync(body.GetMemory(ChunkBytes), cancellation);
            if (read == 0) return body.WrittenMemory;
            body.Advance(read);
            // Counted before more of it is held: a small body may unpack to a large one, and many such to more than there is memory.
            if (body.WrittenCount > TelemetryLimits.BodyBytesMax || !pass.TryGrow(body.Capacity)) return null;
        }
    }

    public static IResult TooLarge() => Problems.Of(
        StatusCodes.Status413PayloadTooLarge, "too_large", $"A body of trace events may have {TelemetryLimits.BodyBytesMax} bytes, unpacked.");
}
