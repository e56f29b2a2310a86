using System.Buffers;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgentConsole.Web.Shell;

/// <summary>Reads a JSON body under the product's limits: size, depth, one member per name.</summary>
public static class RequestBody
{
    // A little more than canonical JSON allows, so that too deep arguments are told as such.
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = ProposalLimits.BodyDepthMax, AllowDuplicateProperties = true };

    /// <summary>The document, or the refusal to answer with. Duplicate names below the top level are left to the reader.</summary>
    public static async Task<(JsonDocument? Document, IResult? Refusal)> ReadObjectAsync(HttpRequest request, int bytesMax, CancellationToken cancellation)
    {
        if (!request.HasJsonContentType())
            return (null, Problems.Of(StatusCodes.Status415UnsupportedMediaType, "json_expected", "Send application/json."));
        if (request.ContentLength > bytesMax) return (null, TooLarge(bytesMax));

        var body = new ArrayBufferWriter<byte>(Math.Max(256, (int)(request.ContentLength ?? 4096)));
        while (true)
        {
            var read = await request.Body.ReadAsync(body.GetMemory(4096), cancellation);
            if (read == 0) break;
            body.Advance(read);
            if (body.WrittenCount > bytesMax) return (null, TooLarge(bytesMax));
        }

        try
        {
            var document = JsonDocument.Parse(body.WrittenMemory, Lenient);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return (null, Malformed("", "The body must be a JSON object."));
            return DuplicateIn(document.RootElement) is { } name
                ? (null, Malformed("/" + JsonPointer.Escape(name), "The member stands twice."))
                : (document, null);
        }
        catch (JsonException)
        {
            return (null, Malformed("", "The body is not JSON, or is nested too deeply."));
        }
        catch (InvalidOperationException)
        {
            return (null, Malformed("", "A name is not well-formed Unicode."));
        }
    }

    public static IResult Malformed(string pointer, string message) => Problems.OfFaults(
        StatusCodes.Status400BadRequest, "malformed", message, [new Fault(pointer, "malformed", message)]);

    private static ProblemHttpResult TooLarge(int bytesMax) => Problems.Of(
        StatusCodes.Status413PayloadTooLarge, "too_large", $"The body may have {bytesMax} bytes.");

    private static string? DuplicateIn(JsonElement document)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in document.EnumerateObject())
            if (!seen.Add(member.Name)) return member.Name;
        return null;
    }
}
