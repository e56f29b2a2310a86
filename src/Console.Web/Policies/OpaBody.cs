using System.Buffers;
using System.IO.Compression;
using AgentConsole.Domain.Policies;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Policies;

/// <summary>Reads what an OPA sends, expanded, and bounded before and after.</summary>
internal static class OpaBody
{
    private const int ReadMin = 16 * 1024;

    /// <summary>The bytes, or the refusal to answer with.</summary>
    public static async Task<(ReadOnlyMemory<byte>? Json, IResult? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding is not ("" or "identity" or "gzip"))
            return (null, Problems.Of(StatusCodes.Status415UnsupportedMediaType, "encoding_unknown", "The body may be compressed with gzip, or not at all."));
        if (request.ContentLength > OpaLimits.BodyBytesMax) return TooLarge(OpaLimits.BodyBytesMax);
        if (await BoundedAsync(request.Body, OpaLimits.BodyBytesMax, cancellation) is not { } sent) return TooLarge(OpaLimits.BodyBytesMax);
        if (encoding != "gzip") return (sent, null);

        try
        {
            using var compressed = new MemoryStream(sent.ToArray(), writable: false);
            await using var expanded = new GZipStream(compressed, CompressionMode.Decompress);
            return await BoundedAsync(expanded, OpaLimits.ExpandedBytesMax, cancellation) is { } json ? (json, null) : TooLarge(OpaLimits.ExpandedBytesMax);
        }
        catch (InvalidDataException)
        {
            return (null, RequestBody.Malformed("", "The body is not what gzip makes."));
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> BoundedAsync(Stream from, int bytesMax, CancellationToken cancellation)
    {
        var bytes = new ArrayBufferWriter<byte>(ReadMin);
        while (await from.ReadAsync(bytes.GetMemory(ReadMin), cancellation) is > 0 and var read)
        {
            bytes.Advance(read);
            if (bytes.WrittenCount > bytesMax) return null;
        }

        return bytes.WrittenMemory;
    }

    private static (ReadOnlyMemory<byte>? Json, IResult? Refusal) TooLarge(int bytesMax) =>
        (null, Problems.Of(StatusCodes.Status413PayloadTooLarge, "too_large", $"The body may have {bytesMax} bytes."));
}
